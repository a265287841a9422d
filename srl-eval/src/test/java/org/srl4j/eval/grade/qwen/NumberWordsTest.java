package org.srl4j.eval.grade.qwen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As word2number documents it, and as its code decides where it does not. */
class NumberWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two million three thousand nine hundred and eighty four | 2003984",
        "two point three | 2.3",
        "112 | 112",
        "007 | 7",
        "point one | 0.1",
        "one hundred thirty-five | 135",
        "three of them | 3",
        "minus two | 2",
        "five billion | 5000000000",
        "point | 0",
        "one thousand thousand | one thousand thousand",
        "thousand five | thousand five",
        "one thousand two million | one thousand two million",
        "blah | blah",
        "-5 | -5",
        "x^2 | x^2"
      })
  void readsWordsAsWord2number(String text, String number) {
    assertEquals(number, NumberWords.converted(text));
  }
}
