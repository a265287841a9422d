package org.srl4j.eval.task.words;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the readings become one answer, in LaTeX. With an odd number only {@link #INTEGER} fits. */
public enum AnswerForm {
  /** {@code 4718}. */
  INTEGER("Write the readings as one number.") {
    @Override
    String latex(String first, String second) {
      return first + second;
    }
  },
  /** {@code 47.18}. */
  DECIMAL("Write the readings as a decimal with the point in the middle.") {
    @Override
    String latex(String first, String second) {
      return first + "." + second;
    }
  },
  /** {@code 47.18\%}. */
  PERCENT("Write the readings as a percentage with the point in the middle.") {
    @Override
    String latex(String first, String second) {
      return first + "." + second + "\\%";
    }
  },
  /** {@code \frac{47}{18}}, not reduced. */
  FRACTION("Write the readings as a fraction with the bar in the middle.") {
    @Override
    String latex(String first, String second) {
      return "\\frac{" + first + "}{" + second + "}";
    }
  },
  /** {@code (47, 18)}. */
  PAIR("Write the readings as a pair with the comma in the middle.") {
    @Override
    String latex(String first, String second) {
      return "(" + first + ", " + second + ")";
    }
  };

  private final String question;

  AnswerForm(String question) {
    this.question = question;
  }

  abstract String latex(String first, String second);

  /** The problem's last sentence. */
  String question() {
    return question;
  }

  /** The form that a sentence asks for; empty if it asks for none. */
  static Optional<AnswerForm> asked(String sentence) {
    return Arrays.stream(values()).filter(form -> form.question.equals(sentence)).findFirst();
  }

  /** Whether the readings have this form without a leading or a closing 0 that graders drop. */
  boolean fits(List<Integer> readings) {
    int count = readings.size();
    boolean leads = readings.get(0) != 0 || count == 1;
    return switch (this) {
      case INTEGER -> leads;
      case DECIMAL, PERCENT -> count % 2 == 0 && leads && readings.get(count - 1) != 0;
      case FRACTION, PAIR -> count % 2 == 0 && leads && readings.get(count / 2) != 0;
    };
  }

  /** The answer, without a box. */
  String write(List<Integer> readings) {
    int half = readings.size() / 2;
    return latex(
        digits(readings.subList(0, half)), digits(readings.subList(half, readings.size())));
  }

  /** Whether two lists of readings, as many of each, are the same answer. */
  boolean same(List<Integer> readings, List<Integer> others) {
    if (this != FRACTION) {
      return readings.equals(others);
    }
    int half = readings.size() / 2;
    int end = readings.size();
    return number(readings.subList(0, half)) * number(others.subList(half, end))
        == number(others.subList(0, half)) * number(readings.subList(half, end));
  }

  private static String digits(List<Integer> readings) {
    return readings.stream().map(String::valueOf).collect(Collectors.joining());
  }

  private static int number(List<Integer> readings) {
    return readings.stream().reduce(0, (number, digit) -> 10 * number + digit);
  }
}
