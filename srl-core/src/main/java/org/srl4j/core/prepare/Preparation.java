package org.srl4j.core.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;

/**
 * Trajectories made ready for training: step instances with their prompts, and the report.
 *
 * @param instances in order of trajectory and step
 * @param report what was read, dropped, skipped and how long it is
 */
public record Preparation(List<StepPrompt> instances, PrepareReport report) {

  /** Copies the instances. */
  public Preparation {
    instances = List.copyOf(instances);
    Objects.requireNonNull(report, "report");
  }

  /**
   * Prepares a set of trajectories.
   *
   * @param set what a reader returned
   * @param options which instances, how rendered, how long at most
   * @return the instances within the length limit and the counts of everything
   */
  public static Preparation of(TrajectorySet set, PrepareOptions options) {
    Map<String, Integer> notes = new LinkedHashMap<>(set.notes());
    List<StepPrompt> all = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    for (ExpertTrajectory trajectory : set.trajectories()) {
      List<StepContext> contexts = StepInstances.of(trajectory, options.steps());
      if (contexts.isEmpty()) {
        notes.merge("trajectory of one step: no instance", 1, Integer::sum);
      }
      for (StepContext context : contexts) {
        if (options.steps().titleHint() && context.hint().isEmpty()) {
          notes.merge("instance without hint: its step has no title", 1, Integer::sum);
        }
        all.add(new StepPrompt(context, options.template().render(context)));
      }
      trajectory.steps().stream().map(Step::text).forEach(steps::add);
    }
    List<StepPrompt> kept = all.stream().filter(prompt -> fits(prompt, options)).toList();
    PrepareReport report =
        new PrepareReport(
            set.read(),
            set.trajectories().size(),
            set.dropped(),
            notes,
            set.places(),
            steps.size(),
            kept.size(),
            skipped(all.size() - kept.size(), options),
            lengths(all.stream().map(StepPrompt::prompt).toList(), steps, options));
    return new Preparation(kept, report);
  }

  /**
   * Writes the instances as JSONL, one object a line ({@code docs/data-format.md}).
   *
   * @param file the file to write, replaced in one move
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void write(Path file) {
    JsonLines.write(file, instances.stream().map(StepPrompt::toJson));
  }

  private static boolean fits(StepPrompt prompt, PrepareOptions options) {
    return options.maxLength().isEmpty()
        || options.length(prompt.prompt()) + options.length(prompt.context().expertStep().text())
            <= options.maxLength().getAsInt();
  }

  private static Map<String, Integer> skipped(int count, PrepareOptions options) {
    return count == 0
        ? Map.of()
        : Map.of(
            "prompt and action longer than "
                + options.maxLength().getAsInt()
                + " "
                + options.lengthUnit(),
            count);
  }

  private static Map<String, Quantiles> lengths(
      List<String> prompts, List<String> steps, PrepareOptions options) {
    Map<String, Quantiles> lengths = new LinkedHashMap<>();
    measure(lengths, "prompt characters", prompts, PrepareOptions::characters);
    measure(lengths, "step characters", steps, PrepareOptions::characters);
    options
        .tokenCounter()
        .ifPresent(
            counter -> {
              measure(lengths, "prompt tokens", prompts, counter);
              measure(lengths, "step tokens", steps, counter);
            });
    return lengths;
  }

  private static void measure(
      Map<String, Quantiles> lengths, String name, List<String> texts, ToIntFunction<String> unit) {
    if (!texts.isEmpty()) {
      lengths.put(name, Quantiles.of(texts.stream().mapToInt(unit).toArray()));
    }
  }
}
