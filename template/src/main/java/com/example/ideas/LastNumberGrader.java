package com.example.ideas;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;

/** The last number of a text, compared as a decimal. */
public final class LastNumberGrader implements Grader {
  /** At most 15 digits before and after the point, so that a double holds the number. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  @Override
  public String name() {
    return "last-number";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Grade gradeAnswer(String gold, String answer) {
    return gradeResponse(gold, answer);
  }

  @Override
  public Grade gradeResponse(String gold, String response) {
    Optional<String> found = lastNumber(response);
    Optional<String> wanted = lastNumber(gold);
    if (found.isEmpty() || wanted.isEmpty()) {
      return Grade.unparsable(found, "no_number");
    }
    boolean same = Double.parseDouble(found.get()) == Double.parseDouble(wanted.get());
    return Grade.of(same, found.get(), "number");
  }

  @Override
  public void checkGold(String gold) {
    if (lastNumber(gold).isEmpty()) {
      throw new IllegalArgumentException("gold: needs a number, got \"" + gold + "\"");
    }
  }

  private static Optional<String> lastNumber(String text) {
    Matcher matcher = NUMBER.matcher(text);
    String last = null;
    while (matcher.find()) {
      last = matcher.group();
    }
    return Optional.ofNullable(last);
  }
}
