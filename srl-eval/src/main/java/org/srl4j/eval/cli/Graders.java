package org.srl4j.eval.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.strict.StrictGrader;

/** The graders by their names on the command line. */
final class Graders {
  /** Each makes a grader for a data set's name, which not all look at. */
  private static final Map<String, Function<String, Grader>> BY_NAME =
      new TreeMap<>(Map.of("strict", dataName -> new StrictGrader()));

  private Graders() {}

  /** All names, sorted. */
  static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * A grader with the rules of a data set.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  static Grader named(String name, String dataName) {
    Function<String, Grader> maker = BY_NAME.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(
          "--grader: must be one of " + String.join(", ", names()) + ", got " + name);
    }
    return maker.apply(dataName);
  }
}
