package org.srl4j.eval.task.repair;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A routine of the project, a Java class of its own: from one digit to another. Each line
 * {@linkplain DigitMix mixes} its constant in: {@code x = mix(x, FEE)}.
 *
 * @param name the class, in lower case
 * @param lines in the order in which they run, with different rules
 */
record Routine(String name, List<Line> lines) {

  /**
   * A line with its constant.
   *
   * @param rule the constant's name
   * @param value a digit
   */
  record Line(String rule, int value) {
    Line {
      Objects.requireNonNull(rule, "rule");
      if (value < 0 || value > 9) {
        throw new IllegalArgumentException("value: must be a digit, got " + value);
      }
    }

    int run(int digit) {
      return DigitMix.mix(digit, value);
    }
  }

  Routine {
    Objects.requireNonNull(name, "name");
    lines = List.copyOf(lines);
    Set<String> rules = new HashSet<>();
    lines.forEach(line -> rules.add(line.rule()));
    if (lines.isEmpty() || rules.size() != lines.size()) {
      throw new IllegalArgumentException("lines: need different rules, at least one, got " + lines);
    }
  }

  /** What the routine makes of a digit. */
  int run(int digit) {
    int x = digit;
    for (Line line : lines) {
      x = line.run(x);
    }
    return x;
  }

  /** What it makes of 0, 1, ... 9: all there is to know of its behaviour. */
  String table() {
    StringBuilder table = new StringBuilder();
    for (int digit = 0; digit < 10; digit++) {
      table.append(run(digit));
    }
    return table.toString();
  }

  /** The place of a rule's line, from 0; empty if there is none. */
  OptionalInt place(String rule) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).rule().equals(rule)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The same with another constant in a line. */
  Routine with(int place, int value) {
    List<Line> changed = new ArrayList<>(lines);
    changed.set(place, new Line(lines.get(place).rule(), value));
    return new Routine(name, changed);
  }

  /** The only constant of a line with which the check passes. */
  int repair(int place, Check check) {
    int before = check.input();
    for (int i = 0; i < place; i++) {
      before = lines.get(i).run(before);
    }
    int after = check.expected();
    for (int i = lines.size() - 1; i > place; i--) {
      after = lines.get(i).run(after); // a line is its own inverse
    }
    return DigitMix.mix(before, after);
  }

  /** The file as the policy is shown it: {@code total fee 3 tax 5 tip 2 vat 7}. */
  String text() {
    return name
        + lines.stream()
            .map(line -> " " + line.rule() + " " + line.value())
            .collect(Collectors.joining());
  }
}
