package org.srl4j.eval.benchmark;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;

/** Compares texts; the answer is in the last box, and {@code ?} is no answer. */
public final class ExactGrader implements Grader {
  private static final Pattern BOX = Pattern.compile("\\\\boxed\\{([^}]*)}");

  @Override
  public String name() {
    return "exact";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Grade gradeAnswer(String gold, String answer) {
    return Grade.of(gold.equals(answer.strip()), answer.strip(), "text");
  }

  @Override
  public Grade gradeResponse(String gold, String response) {
    Matcher box = BOX.matcher(response);
    String last = null;
    while (box.find()) {
      last = box.group(1);
    }
    return last == null ? Grade.unparsable(Optional.empty(), "no box") : gradeAnswer(gold, last);
  }

  @Override
  public void checkGold(String gold) {
    if (gold.equals("?")) {
      throw new IllegalArgumentException("is no answer");
    }
  }
}
