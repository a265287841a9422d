package org.srl4j.eval.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Methods;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.Table;
import org.srl4j.eval.report.CurvePoint;
import org.srl4j.models.policy.PolicyModel;

/** Trainings as the comparison makes them, one method each. */
public final class Experiments {
  private static volatile ExperimentRun latest;

  private Experiments() {}

  /** Supervised fine-tuning on the expert's steps, as they stand. */
  public static Experiment sft(PolicyModel start) {
    return Experiment.of("SFT", Methods.builtIn().named("sft_outline"), start);
  }

  /** Reinforcement learning from the final answer alone. */
  public static Experiment rlvr(PolicyModel start) {
    return Experiment.of("RLVR", Methods.builtIn().named("rlvr"), start);
  }

  /** Supervised reinforcement learning: rewards of single steps (arXiv:2510.25992). */
  public static Experiment srl(PolicyModel start) {
    return Experiment.of("SRL", Methods.builtIn().named("srl"), start);
  }

  /**
   * Any method: one of {@link Methods#builtIn()}, changed or not, or a value of your own under a
   * name of its own.
   */
  public static Experiment of(Method method, PolicyModel start) {
    return Experiment.of(method.label(), method, start);
  }

  /** The run that ended last, an interrupted one included; waits for one that is still stopping. */
  public static Optional<ExperimentRun> latest() {
    return OneAtATime.call(stop -> Optional.ofNullable(latest));
  }

  static void ended(ExperimentRun run) {
    latest = run;
  }

  /** Curves of several runs in one picture; equal names are numbered. */
  public static Curves curves(ExperimentRun... runs) {
    Map<String, List<CurvePoint>> lines = new LinkedHashMap<>();
    for (ExperimentRun run : runs) {
      String name = run.name();
      for (int n = 2; lines.containsKey(name); n++) {
        name = run.name() + " (" + n + ")";
      }
      lines.put(name, run.run().curve());
    }
    return new Curves(lines);
  }

  /** What several runs cost and reached. */
  public static ShownTable compare(ExperimentRun... runs) {
    List<List<String>> rows = new ArrayList<>();
    for (ExperimentRun run : runs) {
      rows.add(
          List.of(
              run.name(),
              "" + run.updates(),
              Figures.count(run.rollouts()),
              Figures.count(run.tokens()),
              Figures.percent(run.validation()),
              run.reason()));
    }
    return new ShownTable(
        new Table(
            "Runs",
            "",
            List.of("run", "updates", "rollouts", "compute tokens", "best validation, %", "ended"),
            rows));
  }
}
