package org.srl4j.eval.compare.settings;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.eval.method.Limits;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Methods;
import org.srl4j.eval.task.expert.TextLimits;

/**
 * A whole comparison. The presets are YAML files beside this class; every key can be overridden.
 *
 * @param preset name that the report shows
 * @param data what is learned from
 * @param prompts what a policy is asked about files of trajectories
 * @param chatTemplate whether the model must have a chat template
 * @param steps which steps are learned from
 * @param answers how answers are written and judged
 * @param limits where sampling ends, and what is too long
 * @param runs seeds and bases
 * @param compare names of the methods to run beside the base; none = {@link #USUAL} and every
 *     method that the config adds
 * @param methods all methods: the built-in ones as they are or changed, and new ones
 * @param computeBudget of every training on rollouts, in weighted tokens (prompt + generated + 3
 *     trained)
 * @param initFrom folder of a model, an adapter or a run that all training starts from; empty = the
 *     base policy
 * @param lora whether an adapter is trained instead of all weights
 * @param microBatchTokens most tokens of a packed row: memory, not the result, depends on it
 * @param gradientCheckpointing whether decoder blocks are computed again in the reverse pass: less
 *     memory, the same gradients, more time
 * @param base the base policy
 * @param evaluation splits and samples
 * @param benchmarks what is asked after training beside the test problems
 * @param workers runs side by side, a thread each; the figures do not depend on it
 */
public record ComparisonConfig(
    String preset,
    DataConfig data,
    PromptTemplate prompts,
    ChatTemplateUse chatTemplate,
    StepsConfig steps,
    AnswersConfig answers,
    TextLimits limits,
    SeedPlan runs,
    List<String> compare,
    Methods methods,
    long computeBudget,
    String initFrom,
    LoraOptions lora,
    int microBatchTokens,
    boolean gradientCheckpointing,
    BaseConfig base,
    EvaluationConfig evaluation,
    BenchmarksConfig benchmarks,
    int workers) {

  /** The methods that are compared where a config names none. */
  public static final List<String> USUAL =
      List.of("sft_outline", "sft_full", "rlvr", "srl", "srl_rlvr", "sft_friendly");

  /** Checks ranges and names. */
  public ComparisonConfig {
    Objects.requireNonNull(preset, "preset");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(prompts, "prompts");
    Objects.requireNonNull(chatTemplate, "chatTemplate");
    Objects.requireNonNull(steps, "steps");
    Objects.requireNonNull(answers, "answers");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(runs, "runs");
    Objects.requireNonNull(benchmarks, "benchmarks");
    compare = List.copyOf(compare);
    if (workers < 1) {
      throw new IllegalArgumentException("workers: must be at least 1, got " + workers);
    }
    if (computeBudget < 1) {
      throw new IllegalArgumentException("computeBudget: must be at least 1, got " + computeBudget);
    }
    if (microBatchTokens < 1) {
      throw new IllegalArgumentException(
          "microBatchTokens: must be at least 1, got " + microBatchTokens);
    }
    compare.forEach(methods::named);
  }

  private List<String> wanted() {
    return compare.isEmpty()
        ? Stream.concat(USUAL.stream(), methods.own().stream()).toList()
        : compare;
  }

  /**
   * The methods of a comparison, in the order of reports.
   *
   * @throws IllegalArgumentException if one starts from a method that is not compared, or a method
   *     of the config's own is not compared
   */
  public List<Method> compared() {
    for (String own : methods.own()) {
      if (!wanted().contains(own)) {
        throw new IllegalArgumentException(
            "compare: the config adds the method "
                + own
                + " but does not compare it; list it too: compare=["
                + String.join(",", compare)
                + ","
                + own
                + "]");
      }
    }
    try {
      return methods.chosen(wanted());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("compare: " + e.getMessage(), e);
    }
  }

  /** What all trainings have in common; checkpoints at the end only. */
  public Limits trainingLimits() {
    return new Limits(computeBudget, 0, microBatchTokens, gradientCheckpointing);
  }

  /** The same with a method put in the place of its namesake. */
  public ComparisonConfig with(Method method) {
    return new ComparisonConfig(
        preset,
        data,
        prompts,
        chatTemplate,
        steps,
        answers,
        limits,
        runs,
        compare,
        methods.with(method),
        computeBudget,
        initFrom,
        lora,
        microBatchTokens,
        gradientCheckpointing,
        base,
        evaluation,
        benchmarks,
        workers);
  }

  /** The preset quick: the one place of all defaults. */
  public static ComparisonConfig defaults() {
    return new ComparisonConfig(
        "quick",
        DataConfig.defaults(),
        PromptTemplate.defaults(),
        ChatTemplateUse.OPTIONAL,
        StepsConfig.defaults(),
        AnswersConfig.defaults(),
        TextLimits.defaults(),
        SeedPlan.defaults(),
        List.of(),
        Methods.builtIn(),
        4_000_000,
        "",
        LoraOptions.defaults(),
        2048,
        false,
        BaseConfig.defaults(),
        EvaluationConfig.defaults(),
        BenchmarksConfig.defaults(),
        2);
  }
}
