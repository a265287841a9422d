package org.srl4j.core.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BracesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 0 | 1",
        "{a{b}c} | 0 | 6",
        "{a{b}c} | 2 | 4",
        "{\\}} | 0 | 3",
        "{\\\\} | 0 | 3",
        "}{} | 1 | 2",
        "{{} | 0 | -1",
        "{ | 0 | -1",
        "{\\ | 0 | -1"
      })
  void aBraceIsClosedByItsOwn(String text, int open, int close) {
    assertEquals(close, new Braces(text).closing(open));
  }

  /** One pass for all braces gives what counting levels from each brace gives. */
  @Test
  void equalsCountingLevelsFromEveryBrace() {
    Random random = new Random(1);
    for (int n = 0; n < 2000; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        text.append("{}\\ab".charAt(random.nextInt(5)));
      }
      Braces braces = new Braces(text.toString());
      boolean escaped = false;
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) == '{' && !escaped) {
          assertEquals(counted(text.toString(), i), braces.closing(i), text + " at " + i);
        }
        escaped = !escaped && text.charAt(i) == '\\';
      }
    }
  }

  private static int counted(String text, int open) {
    int level = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        level++;
      } else if (c == '}' && --level == 0) {
        return i;
      }
    }
    return -1;
  }
}
