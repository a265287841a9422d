package org.srl4j.eval.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEXT | ' \\frac{1}{2}\n' | \\frac{1}{2}",
        "INTEGER | 27.0 | 27",
        "INTEGER | 025 | 25",
        "INTEGER | 000 | 0",
        "INTEGER | -1.0 | -1",
        "INTEGER | 142.0 | 142",
        "BOXED | so \\boxed{1} and \\boxed{\\frac{1}{2}} \\mathrm{~cm} | \\frac{1}{2}",
        "HASHES | 'a\n#### 1,234' | 1234",
        "HASHES | '#### 3\nmore\n#### 18' | 18",
      })
  void goldIsReadFromItsForm(GoldForm form, String text, String gold) {
    assertEquals(gold, form.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEXT | '  '",
        "INTEGER | 27.5",
        "INTEGER | 1e3",
        "INTEGER | x",
        "INTEGER | 11111111111111111111111111111111111111111",
        "BOXED | no box",
        "BOXED | \\boxed{ }",
        "BOXED | \\boxed{1",
        "HASHES | 18",
        "HASHES | '#### '",
        "HASHES | '#### ,'",
      })
  void textWithoutGoldOfTheFormIsRefused(GoldForm form, String text) {
    assertThrows(IllegalArgumentException.class, () -> form.of(text));
  }
}
