package org.srl4j.eval.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "3e-4, 3e-4",
    "1e-3, 1e-3",
    "2.5e-5, 2.5e-5",
    "1, 1",
    "100, 1e2",
    "0.1, 1e-1",
    "5e-7, 5e-7"
  })
  void learningRatesLookAsPeopleWriteThem(double rate, String expected) {
    assertEquals(expected, Figures.rate(rate));
  }

  @ParameterizedTest
  @CsvSource({"0.03, 0.030", "1, 1.000", "0.0005, 5.0e-04", "NaN, –"})
  void smallPValuesKeepTwoDigits(double p, String expected) {
    assertEquals(expected, Figures.pValue(p));
  }

  @Test
  void notMeasuredIsADash() {
    assertEquals("–", Figures.percent(Double.NaN));
    assertEquals("–", Figures.rate(Double.NaN));
    assertEquals("–", Figures.count(Double.NaN));
  }

  @Test
  void differencesCarryTheirSign() {
    assertEquals("+12.5", Figures.points(0.125));
    assertEquals("-12.5", Figures.points(-0.125));
    assertEquals("0.0", Figures.points(0));
  }
}
