package org.srl4j.eval.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.advantage.AdvantageEstimator;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.advantage.ScaleRewards;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.Objective;
import org.srl4j.core.reward.ExpertFirst;
import org.srl4j.core.reward.Granularity;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.reward.SequenceMatcherSimilarity;
import org.srl4j.core.train.source.Truncation;
import org.srl4j.core.train.source.TurnCredit;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.EvaluationConfig;
import org.srl4j.eval.compare.setup.OrderSetup;
import org.srl4j.eval.config.ConfigLoader;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.method.reward.GraderReward;
import org.srl4j.eval.method.reward.SimilarityReward;
import org.srl4j.eval.task.ExpertText;

class MethodsTest {

  /** A reward with a setting that has a default. */
  public record Longer(double factor) implements Reward {
    /** One a character. */
    public static Longer defaults() {
      return new Longer(1);
    }

    @Override
    public Score score(String completion, String reference) {
      return Score.of(factor * completion.length(), "scored");
    }
  }

  /** An estimator whose settings have no defaults. */
  public record Scaled(double by, boolean centred) implements AdvantageEstimator {
    @Override
    public List<double[]> advantages(List<double[]> rewards) {
      return rewards.stream().map(r -> Arrays.stream(r).map(x -> by * x).toArray()).toList();
    }
  }

  /** An objective without settings. */
  public static final class Plain implements Objective {
    @Override
    public SDVariable define(GraphScope scope, SDVariable tokenLogProb) {
      return tokenLogProb.sum(0);
    }
  }

  private static ComparisonConfig read(String yaml) {
    return ConfigLoader.parse(ComparisonConfig.class, yaml, "run.yaml");
  }

  private static Method method(String yaml, String name) {
    return read(yaml).methods().named(name);
  }

  private static Reinforcement rollouts(String yaml, String name) {
    return assertInstanceOf(Reinforcement.class, method(yaml, name).trained());
  }

  private static String fault(String yaml) {
    return assertThrows(IllegalArgumentException.class, () -> read(yaml)).getMessage();
  }

  private static List<String> names(List<Method> methods) {
    return methods.stream().map(Method::name).toList();
  }

  @Test
  void baseIsAlwaysRunAndOrderIsThatOfReports() {
    Methods methods = Methods.builtIn();
    assertEquals(
        List.of("base", "sft_outline", "srl"),
        names(methods.chosen(List.of("srl", "sft_outline"))));
    assertTrue(methods.named("base").training().isEmpty());
  }

  @Test
  void everyMethodFollowsTheOneItStartsFrom() {
    List<String> seen = new ArrayList<>();
    for (Method method : Methods.builtIn().all()) {
      method.from().ifPresent(from -> assertTrue(seen.contains(from), method.name()));
      seen.add(method.name());
    }
  }

  @Test
  void secondStageWithoutItsFirstIsRefused() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> read("compare: [srl_rlvr]").compared());
    assertEquals("compare: srl_rlvr starts from srl; list it too", fault.getMessage());
  }

  @Test
  void aSimilaritysSettingsAndHintsAreEachMethodsOwn() {
    String config =
        "methods: {mine: {like: srl, title_hint: true, reward: {order: expert_prediction,"
            + " granularity: tokens, autojunk: true}}}";
    Reinforcement mine = rollouts(config, "mine");
    SimilarityReward reward = (SimilarityReward) mine.reward();
    assertEquals(
        new ExpertFirst(new SequenceMatcherSimilarity(true, Granularity.TOKENS)), reward.measure());
    assertTrue(mine.titleHint());
    assertEquals(SimilarityReward.defaults(), rollouts(config, "srl").reward());
    assertFalse(rollouts(config, "srl").titleHint());
    assertFalse(
        rollouts("methods: {srl: {title_hint: true}}", "whole_solution").titleHint(),
        "solutions have no steps to hint at");
  }

  @Test
  void embeddedBenchmarkHasAllExpertTexts() {
    OrderSetup setup = new OrderSetup(EvaluationConfig.defaults());
    Methods.requireTexts(Methods.builtIn().all(), setup.task(0));
  }

  /** What the paper's tables 5-7 and the toolkit's own tables were made with. */
  @Test
  void builtInMethodsAreWhatTheirNamesSay() {
    Reinforcement srl = rollouts("", "srl");
    assertEquals(Rewarded.STEPS, srl.experience());
    assertEquals(SimilarityReward.defaults(), srl.reward());
    assertEquals(new GroupFiltering(true, 0.02, 2), srl.dynamicSampling());
    assertEquals(0.08, srl.schedule().minKeptRatio());
    assertEquals(32, srl.batch());
    Reinforcement rlvr = rollouts("", "srl_rlvr");
    assertEquals(Rewarded.ANSWERS, rlvr.experience());
    assertEquals(new GraderReward("task"), rlvr.reward());
    assertEquals(new GroupFiltering(true, 0.02, 1), rlvr.dynamicSampling());
    assertEquals(0, rlvr.schedule().minKeptRatio());
    assertEquals(12, rlvr.batch());
    assertEquals(Optional.of("srl"), method("", "srl_rlvr").from());
    Reinforcement whole = rollouts("", "whole_solution");
    assertEquals(Rewarded.SOLUTIONS, whole.experience());
    assertEquals(SimilarityReward.Form.VISIBLE, ((SimilarityReward) whole.reward()).form());
    assertFalse(rollouts("", "srl_unfiltered").dynamicSampling().enabled());
    assertEquals(
        Optional.of(ExpertText.STUDENT_FRIENDLY), method("", "sft_friendly").trained().imitated());
  }

  @Test
  void whatChangesAMethodChangesThoseThatAreLikeIt() {
    String yaml = "methods: {srl: {group_size: 16, reward: {autojunk: true}}}";
    for (String name : List.of("srl", "srl_srl", "srl_unfiltered", "whole_solution")) {
      assertEquals(16, rollouts(yaml, name).groupSize(), name);
      assertTrue(((SimilarityReward) rollouts(yaml, name).reward()).autojunk(), name);
    }
    assertEquals(8, rollouts(yaml, "srl_rlvr").groupSize());
  }

  @Test
  void aNewMethodIsLikeAnotherWithChanges() {
    String yaml =
        """
        methods:
          mine:
            like: srl
            label: SRL, mine
            advantage: {ddof: 0}
            loss_type: dapo
            objective: {epsilon_high: 0.28}
        """;
    Method mine = method(yaml, "mine");
    Reinforcement rollouts = rollouts(yaml, "mine");
    assertEquals("SRL, mine", mine.label());
    assertEquals(List.of("base", "srl"), mine.against());
    assertEquals(new GroupNormalizedAdvantage(ScaleRewards.GROUP, 0, 1e-4), rollouts.advantage());
    assertEquals(LossAggregation.Kind.DAPO, rollouts.lossType());
    assertEquals(new ClippedPolicyGradient(0.2, 0.28, 0), rollouts.objective());
    assertTrue(names(read(yaml).compared()).contains("mine"), "what a config adds is compared");
  }

  @Test
  void classesOfTheUsersAreNamedWithTheirSettings() {
    String here = MethodsTest.class.getName();
    String yaml =
        """
        methods:
          mine:
            experience: answers
            reward: {type: "%s$Longer", factor: 0.5}
            advantage: {type: "%s$Scaled", by: 2, centred: false}
            objective: "%s$Plain"
        """
            .formatted(here, here, here);
    Reinforcement rollouts = rollouts(yaml, "mine");
    assertEquals(new Longer(0.5), rollouts.reward());
    assertEquals(new Scaled(2, false), rollouts.advantage());
    assertInstanceOf(Plain.class, rollouts.objective());
    ComparisonConfig again = read(ConfigWriter.toYaml(read(yaml)));
    Reinforcement same =
        assertInstanceOf(Reinforcement.class, again.methods().named("mine").trained());
    assertEquals(rollouts.reward(), same.reward());
    assertEquals(rollouts.advantage(), same.advantage());
  }

  @Test
  void aReplacedTypeKeepsNoSettingsOfTheOldOne() {
    String yaml = "methods: {rlvr: {reward: {type: similarity, format_penalty: -0.5}}}";
    assertEquals(-0.5, ((SimilarityReward) rollouts(yaml, "rlvr").reward()).formatPenalty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {mine: {batch: 3}} | methods.mine: is no method; there are base, sft_outline
          {mine: {like: sr}} | like: no method sr; there are
          {a: {like: b}, b: {like: a}} | like: goes round in a circle
          {srl: {from: nobody}} | from: no method nobody
          {srl: {group_sice: 3}} | methods.srl.group_sice: unknown key; did you mean methods.srl.group_size?
          {srl: {epochs: 3}} | methods.srl.epochs: unknown key
          {srl: {group_size: 1}} | methods.srl.group_size = 1: must be at least 2
          {srl: {temperature: 0}} | methods.srl.temperature = 0: must be above 0
          {srl: {reward: {similarity: x}}} | methods.srl.reward.similarity = x: must be one of
          {srl: {reward: grade}} | methods.srl.reward: there is no grade; allowed are similarity, grader, tool-call, expert-step, or
          {srl: {reward: org.me.Mine}} | methods.srl.reward: no class org.me.Mine on the class path
          {srl: {reward: java.lang.String}} | class java.lang.String does not implement
          {srl: {objective: {type: clipped, clip: 1}}} | methods.srl.objective.clip: unknown key
          {rlvr: {reward: {grader: quen}}} | methods.rlvr.reward.grader = quen: must be one of task, hendrycks
          {srl: {turns: {credit: each}}} | turns.credit: each needs rollouts of several turns, which experience: answers has; steps are asked in one
          {rlvr: {turns: {credit: some}}} | methods.rlvr.turns.credit: must be one of whole, each, both, got some
          {rlvr: {turns: {discount: 2}}} | methods.rlvr.turns.discount = 2: must be in [0, 1]
          {rlvr: {turns: {reward: steps}}} | methods.rlvr.turns.reward: there is no steps; allowed are similarity, grader, tool-call, expert-step
          {srl: {truncation: {reward: half}}} | methods.srl.truncation.reward: must be one of text, penalty, got half
          {srl: {truncation: {mask_truncated_completion: true}}} | did you mean methods.srl.truncation.mask_truncated_completions
          {srl: {truncation: {soft_punish_cache: -1}}} | methods.srl.truncation.soft_punish_cache = -1: must be at least 0
          {srl: {control: perhaps}} | methods.srl.control: must be true or false, got perhaps
          {srl: {experience: stepps}} | methods.srl.experience: must be one of none, demonstrations, steps
          {base: {batch: 1}} | methods.base: trains nothing, so it has no keys [batch]
          {"a b": {like: srl}} | methods.a b: name: a method is named in letters, digits, _ and -
          """)
  void faultsNameThePlaceAndWhatIsAllowed(String methods, String expected) {
    String message = fault("methods: " + methods);
    assertTrue(message.contains(expected), message);
    assertTrue(message.matches("(?s)run\\.yaml:1:\\d+: .*"), message);
  }

  @Test
  void aMethodBesideTheMethodsIsToldItsPlace() {
    String message = fault("srl: {group_size: 3}");
    assertTrue(message.contains("srl: unknown key; did you mean methods.srl?"), message);
  }

  /** What the paper leaves open has one default: like TRL and verl, and one credit a rollout. */
  @Test
  void truncationAndTurnsHaveOneDefaultAndAreReadBack() {
    for (String name : List.of("srl", "rlvr", "whole_solution")) {
      assertEquals(Truncation.defaults(), rollouts("", name).truncation());
      assertEquals(TurnCredit.Credit.WHOLE, rollouts("", name).turns().credit());
    }
    String yaml =
        """
        methods:
          rlvr:
            truncation: {mask_truncated_completions: true, soft_punish_cache: 9}
            turns: {credit: both, discount: 0.5, reward: {steps: {format_penalty: -0.5}}}
        """;
    Reinforcement rlvr = rollouts(yaml, "rlvr");
    assertEquals(new Truncation(Truncation.Reward.TEXT, -1, true, 9), rlvr.truncation());
    assertEquals(0.5, rlvr.turns().discount());
    ComparisonConfig again = read(ConfigWriter.toYaml(read(yaml)));
    assertEquals(rlvr, again.methods().named("rlvr").trained());
  }

  @Test
  void settingsWithoutDefaultsMustAllBeGiven() {
    String message =
        fault(
            "methods: {srl: {advantage: {type: \"%s$Scaled\", by: 2}}}"
                .formatted(MethodsTest.class.getName()));
    assertTrue(message.contains("each of its settings must be given: by, centred"), message);
    assertTrue(message.endsWith("missing is centred"), message);
  }

  @Test
  void anAddedMethodThatIsNotComparedIsRefused() {
    String yaml = "compare: [srl]\nmethods: {mine: {like: srl}}";
    assertEquals(List.of("srl"), read(yaml).compare());
    String message =
        assertThrows(IllegalArgumentException.class, () -> read(yaml).compared()).getMessage();
    assertTrue(message.contains("compare=[srl,mine]"), message);
  }
}
