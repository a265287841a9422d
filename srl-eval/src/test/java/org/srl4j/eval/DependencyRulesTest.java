package org.srl4j.eval;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.core.objective.Objective;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Training;

/**
 * Keeps the dependencies between packages as decided in {@code docs/adr/0001-architecture.md}. A
 * package that is not in the table below is an error, so a new one needs a decision.
 */
class DependencyRulesTest {

  /** Fewer than there are, so that the rules cannot pass because nothing was read. Raise only. */
  private static final int MIN_CLASSES = 1400;

  private static final ImportOption NO_TESTS =
      location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(NO_TESTS).importPackages("org.srl4j");

  /** Package (with its subpackages) and the packages of ours that it may use besides itself. */
  static Stream<Arguments> allowed() {
    List<String> scored =
        List.of(
            "core.data",
            "core.answer",
            "core.agent",
            "core.prepare",
            "core.reward",
            "core.policy",
            "core.rollout");
    List<String> method = with(scored, "core.advantage", "core.objective");
    List<String> models =
        List.of(
            "models.block",
            "models.chat",
            "models.decoder",
            "models.huggingface",
            "models.lora",
            "models.policy",
            "models.tokenizer",
            "models.io");
    List<String> compared =
        List.of(
            "core.train",
            "eval.task",
            "eval.metric",
            "eval.report",
            "eval.page",
            "eval.harness",
            "eval.config",
            "eval.method",
            "eval.ask",
            "eval.benchmark",
            "eval.grade",
            "eval.result",
            "eval.rows",
            "eval.sample",
            "eval.solve",
            "models.chat",
            "core.prepare");
    List<String> compare = Stream.of(method, models, compared).flatMap(List::stream).toList();
    return Stream.of(
        row("core.data"),
        row("core.graph"),
        row("core.answer"),
        row("core.agent", "core.data", "core.reward"),
        row("core.prepare", "core.answer", "core.data", "core.agent"),
        row("core.reward", "core.answer", "core.data"),
        row("core.advantage", "core.data"),
        row("core.policy", "core.data"),
        row("core.rollout", "core.policy", "core.data"),
        row("core.objective", "core.graph", "core.data"),
        Arguments.of("core.train", method),
        row("models.block", "core.graph"),
        row("models.decoder", "models.block", "core.graph"),
        row("models.io"),
        row("models.tokenizer", "models.io", "core.policy", "core.data"),
        row("models.chat", "models.io"),
        row(
            "models.huggingface",
            "models.io",
            "models.block",
            "models.decoder",
            "core.graph",
            "core.policy",
            "core.data"),
        row(
            "models.lora",
            "models.io",
            "models.block",
            "models.decoder",
            "core.graph",
            "core.data"),
        Arguments.of(
            "models.policy",
            with(models, "core.graph", "core.objective", "core.policy", "core.data")),
        Arguments.of(
            "eval.task",
            with(
                scored,
                "models.chat",
                "models.tokenizer",
                "core.agent",
                "core.answer",
                "eval.ask",
                "eval.grade",
                "eval.metric",
                "eval.swe")),
        row("eval.metric", "core.data"),
        row("eval.ask", "core.data", "core.prepare", "models.chat"),
        row("eval.config"),
        row("eval.grade", "core.answer"),
        row("eval.sandbox"),
        row("eval.rows", "core.prepare"),
        row("eval.notebook"),
        row("eval.doctor", "core.graph", "eval.sandbox"),
        row(
            "eval.benchmark",
            "core.data",
            "core.prepare",
            "core.reward",
            "eval.config",
            "eval.grade",
            "eval.rows"),
        row("eval.download", "eval.benchmark"),
        row(
            "eval.difficulty",
            "eval.result",
            "eval.sample",
            "eval.benchmark",
            "eval.page",
            "eval.metric"),
        row("eval.page", "eval.metric"),
        row(
            "eval.sample",
            "core.answer",
            "core.data",
            "core.policy",
            "core.rollout",
            "eval.benchmark",
            "eval.rows",
            "eval.page"),
        row(
            "eval.result",
            "eval.ask",
            "eval.sample",
            "eval.benchmark",
            "eval.grade",
            "eval.metric",
            "eval.page",
            "eval.report"),
        row(
            "eval.solve",
            "core.prepare",
            "eval.ask",
            "eval.benchmark",
            "eval.grade",
            "eval.result",
            "eval.sample",
            "models.chat",
            "models.policy"),
        row("eval.report", "core.data", "eval.metric", "eval.page"),
        row(
            "eval.swe",
            "core.agent",
            "core.prepare",
            "core.rollout",
            "core.policy",
            "core.data",
            "eval.metric",
            "eval.sandbox",
            "eval.rows"),
        Arguments.of(
            "eval.harness", with(scored, "core.train", "eval.task", "eval.metric", "eval.report")),
        Arguments.of(
            "eval.method",
            with(
                method,
                "core.agent",
                "core.train",
                "eval.config",
                "eval.grade",
                "eval.harness",
                "eval.solve",
                "eval.task",
                "models.policy")),
        Arguments.of("eval.compare", compare),
        row(
            "eval.api",
            "core.advantage",
            "core.data",
            "core.objective",
            "core.policy",
            "core.reward",
            "core.train",
            "eval.ask",
            "eval.benchmark",
            "eval.compare",
            "eval.method",
            "eval.grade",
            "eval.harness",
            "eval.metric",
            "eval.page",
            "eval.report",
            "eval.result",
            "eval.sample",
            "eval.solve",
            "eval.task",
            "models.block",
            "models.chat",
            "models.huggingface",
            "models.policy"),
        Arguments.of(
            "eval.bench",
            Stream.of(method, models, List.of("core.graph")).flatMap(List::stream).toList()),
        Arguments.of(
            "eval.cli",
            with(
                compare,
                "eval.api",
                "eval.ask",
                "eval.compare",
                "eval.bench",
                "eval.doctor",
                "eval.grade",
                "eval.swe",
                "eval.sandbox",
                "eval.rows",
                "eval.notebook",
                "eval.benchmark",
                "eval.sample",
                "eval.result",
                "eval.solve",
                "eval.page",
                "eval.download",
                "eval.difficulty")));
  }

  private static Arguments row(String name, String... uses) {
    return Arguments.of(name, List.of(uses));
  }

  private static List<String> with(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).toList();
  }

  private static String withSubpackages(String name) {
    return "org.srl4j." + name + "..";
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void packageUsesOnlyWhatTheArchitectureAllows(String name, List<String> allowed) {
    String[] own =
        Stream.concat(Stream.of(name), allowed.stream())
            .map(DependencyRulesTest::withSubpackages)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(withSubpackages(name))
        .should()
        .onlyDependOnClassesThat(resideOutsideOfPackage("org.srl4j..").or(resideInAnyPackage(own)))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsPartOfTheArchitecture() {
    String[] known =
        allowed().map(row -> withSubpackages((String) row.get()[0])).toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(CLASSES);
  }

  @Test
  void theRulesSeeTheClasses() {
    assertTrue(
        CLASSES.size() >= MIN_CLASSES,
        () -> "classes: need at least " + MIN_CLASSES + " of org.srl4j, got " + CLASSES.size());
    assertFalse(CLASSES.contain(DependencyRulesTest.class), "tests must not be among the classes");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.srl4j.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheCommandLineUsesStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.srl4j.eval.cli..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  @Test
  void dataAndPolicyKnowNoTensorLibrary() {
    noClasses()
        .that()
        .resideInAnyPackage("org.srl4j.core.data..", "org.srl4j.core.policy..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.nd4j.."))
        .check(CLASSES);
  }

  @Test
  void vectorKernelsAreFoundAtRunTimeOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.srl4j.core.graph.kernel.vector..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.srl4j.core.graph.kernel.vector.."))
        .check(CLASSES);
  }

  /** A method and an objective are asked for what they do; nobody tests what they are. */
  @Test
  void nobodyAsksWhatKindAMethodOrAnObjectiveIs() {
    List<String> asked =
        CLASSES.stream()
            .filter(type -> !type.getPackageName().equals("org.srl4j.eval.method"))
            .flatMap(type -> type.getInstanceofChecks().stream())
            .filter(
                check ->
                    check.getRawType().isAssignableTo(Training.class)
                        || check.getRawType().isAssignableTo(Objective.class))
            .map(check -> check.getOwner().getFullName())
            .toList();
    assertEquals(List.of(), asked);
    assertTrue(
        CLASSES.get(Method.class).getInstanceofChecks().size() > 0, "the rule sees such checks");
  }

  @Test
  void theCandidatesProcessKnowsNothingOfTheJudge() {
    noClasses()
        .that()
        .resideInAnyPackage("org.srl4j.eval.swe.run.answer", "org.srl4j.eval.swe.run.wire")
        .should()
        .dependOnClassesThat(resideInAPackage("org.srl4j.eval.swe.run.judge"))
        .check(CLASSES);
  }

  @Test
  void noPackageHasNameWithoutMeaning() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..helper..", "..manager..", "..impl..")
        .check(CLASSES);
  }
}
