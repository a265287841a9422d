package org.srl4j.eval.solve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.srl4j.eval.grade.BoundedGrader;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.ported.BoxGrader;
import org.srl4j.eval.grade.ported.VerlDapoGrader;
import org.srl4j.eval.grade.ported.VerlGsm8kGrader;
import org.srl4j.eval.grade.qwen.QwenGrader;
import org.srl4j.eval.grade.qwen.QwenOptions;
import org.srl4j.eval.grade.strict.StrictGrader;

/** The graders by their names; docs/graders.md says where they differ. */
public final class Graders {
  /** The data set whose rules qwen follows unless another is named. */
  public static final String DEFAULT_DATA_NAME = QwenOptions.defaults().dataName();

  /** Each makes a grader for a data set's name, which only qwen looks at. */
  private static final Map<String, Function<String, Grader>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "strict", dataName -> new StrictGrader(),
              "qwen", dataName -> new QwenGrader(new QwenOptions(dataName)),
              "hendrycks", dataName -> BoxGrader.hendrycks(),
              "prm800k", dataName -> BoxGrader.prm800k(),
              "verl-math", dataName -> BoxGrader.verlMath(),
              "verl-gsm8k", dataName -> VerlGsm8kGrader.strict(),
              "verl-gsm8k-flexible", dataName -> VerlGsm8kGrader.flexible(),
              "verl-dapo", dataName -> new VerlDapoGrader()));

  private Graders() {}

  /** All names, sorted. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * A grader with the rules of a data set.
   *
   * @throws IllegalArgumentException if there is none of that name, or the data set's is blank
   */
  public static Grader named(String name, String dataName) {
    Function<String, Grader> maker = BY_NAME.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(
          "grader: must be one of " + String.join(", ", names()) + ", got " + name);
    }
    return new BoundedGrader(maker.apply(dataName));
  }
}
