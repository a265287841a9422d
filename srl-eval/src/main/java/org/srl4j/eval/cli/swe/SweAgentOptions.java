package org.srl4j.eval.cli.swe;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.eval.sandbox.Containment;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.sandbox.Sandbox;
import org.srl4j.eval.swe.agent.AgentLoop;
import org.srl4j.eval.swe.agent.AgentPredictor;
import org.srl4j.eval.swe.agent.AgentSettings;
import org.srl4j.eval.swe.agent.JavaTestCommand;
import org.srl4j.eval.swe.predict.Predictor;
import org.srl4j.eval.swe.predict.Responder;
import org.srl4j.eval.swe.run.JavaTestRunner;
import org.srl4j.eval.swe.workspace.OtherCommands;
import org.srl4j.eval.swe.workspace.SandboxCommands;
import org.srl4j.eval.swe.workspace.TestCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an agent works; used with {@code --mode agent} alone. */
final class SweAgentOptions {
  @Option(
      names = "--max-turns",
      paramLabel = "N",
      defaultValue = "50",
      description = "agent: turns at most, from 1 (default: ${DEFAULT-VALUE}).")
  private int turns;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "agent: no turn begins when so many tokens are sampled, from 1 (default:"
              + " ${DEFAULT-VALUE}).")
  private long tokens;

  @Option(
      names = "--max-observation-chars",
      paramLabel = "N",
      defaultValue = "4000",
      description =
          "agent: longer observations are cut to their first and last half, from 2; counted"
              + " (default: ${DEFAULT-VALUE}).")
  private int observationCharacters;

  @Option(
      names = "--run-tests",
      paramLabel = "none|java",
      defaultValue = "none",
      description =
          "agent: what run_tests does. java: compiles the repository and runs the tests in"
              + " src/test/java in a contained child process (default: ${DEFAULT-VALUE}).")
  private Tests tests;

  @Mixin private UncontainedOption uncontained;

  @Option(
      names = "--run-commands",
      description =
          "agent: run commands that are not served on the texts themselves in a sandbox. What it"
              + " cannot keep on this system is printed; see srl doctor.")
  private boolean commands;

  private JavaTestRunner runner;
  private Consumer<String> leftovers;

  /** Ways to run tests. */
  enum Tests {
    NONE,
    JAVA
  }

  Map<String, String> settings() {
    return Map.of(
        "not_contained", String.join("; ", gaps()),
        "contained_by", runsPrograms() ? Containment.ofThisSystem().reach().by() : "",
        "max_turns", "" + turns,
        "max_tokens", "" + tokens,
        "max_observation_chars", "" + observationCharacters,
        "run_tests", tests.name().toLowerCase(Locale.ROOT),
        "run_commands", "" + commands);
  }

  /** What the system cannot keep while something of a policy runs; nothing if nothing does. */
  private List<String> gaps() {
    return runsPrograms() ? Containment.ofThisSystem().gaps() : List.of();
  }

  private boolean runsPrograms() {
    return commands || tests == Tests.JAVA;
  }

  /** Says what holds the programs of a policy, if any run, and refuses if nothing does. */
  void open(PrintWriter err) {
    if (runsPrograms()) {
      uncontained.require(err);
      leftovers = left -> err.println("could not be removed: " + left);
      runner = JavaTestRunner.ofThisSystem(leftovers);
    }
  }

  /** Ends what {@link #open} began. */
  void close() {
    if (runner != null) {
      runner.close();
    }
  }

  /** The agent; it runs programs from {@link #open} to {@link #close}. */
  Predictor predictor(Responder responder) {
    AgentSettings settings =
        new AgentSettings(
            ToolSet.sweSmith(),
            PromptTemplate.softwareEngineering(),
            new ObservationLimit(observationCharacters),
            new AgentSettings.Budget(turns, tokens, AgentSettings.Budget.defaults().malformed()));
    Optional<TestCommand> runTests =
        tests == Tests.JAVA ? Optional.of(new JavaTestCommand(runner)) : Optional.empty();
    Optional<OtherCommands> others =
        commands
            ? Optional.of(new SandboxCommands(Sandbox.with(Limits.forJava()), leftovers))
            : Optional.empty();
    return new AgentPredictor(new AgentLoop(settings, responder), runTests, others);
  }
}
