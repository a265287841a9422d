package org.srl4j.eval.cli.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.method.Example;
import org.srl4j.eval.method.Lesson;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Methods;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.TextSegment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl show}: what a method learns from, before anything is spent. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Prints one thing that a method learns from, exactly as the policy gets it: the prompt, the",
      "target, what counts in the loss, tokens; then what is left out of training and why."
    },
    footer = {
      "",
      "Example: srl show --recipe paper-math --model DIR --method srl --row 3 data.train=s1k.jsonl",
      "Example: srl show --method sft_full --tokens"
    })
public final class ShowCommand implements Callable<Integer> {
  private static final int LEFT_OUT = 10;

  @Spec private CommandSpec spec;

  @Mixin private RecipeOptions recipe;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "srl",
      description = "A method of the recipe that is trained (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--row",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which one, from 1 (default: ${DEFAULT-VALUE}).")
  private int row;

  @Option(names = "--seed", paramLabel = "N", description = "Of the problems (default: 0).")
  private long seed;

  @Option(
      names = "--tokens",
      description = "Also a line a token: id, 1 if it counts in the loss else 0, text.")
  private boolean tokens;

  @Override
  public Integer call() throws IOException {
    ComparisonConfig config = recipe.load();
    Method shown = config.methods().named(method);
    shown.trained();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    TaskSetup setup = TaskSetup.of(config, err::println);
    Task task = setup.task(seed);
    Methods.requireTexts(List.of(shown), task);
    List<Example> examples = shown.trained().examples(new Lesson(task, seed));
    if (row < 1 || row > examples.size()) {
      throw new IllegalArgumentException(
          "--row: must be in 1.." + examples.size() + ", got " + row);
    }
    print(out, examples.get(row - 1), examples.size(), setup.tokenizer());
    leftOut(out, task);
    return 0;
  }

  private void print(PrintWriter out, Example example, int of, Tokenizer tokenizer) {
    out.println(method + ", row " + row + " of " + of + ": " + example.id());
    for (TextSegment segment : example.text()) {
      int[] ids = tokenizer.encode(segment.text());
      String role =
          segment.counted()
              ? "imitated, counts in the loss"
              : example.reference().isPresent() ? "prompt" : "prompt, not in the loss";
      out.println("--- " + role + ", " + ids.length + " tokens");
      out.println(segment.text().stripTrailing());
      printTokens(out, tokenizer, ids, segment.counted());
    }
    example
        .reference()
        .ifPresent(
            text -> {
              int[] ids = tokenizer.encode(text);
              out.println("--- completions are scored against, " + ids.length + " tokens");
              out.println(text);
            });
    out.println("---");
  }

  private void printTokens(PrintWriter out, Tokenizer tokenizer, int[] ids, boolean counted) {
    if (!tokens) {
      return;
    }
    for (int id : ids) {
      String text = tokenizer.decodeAll(new int[] {id}).replace("\n", "\\n");
      out.printf("%8d %d %s%n", id, counted ? 1 : 0, text);
    }
  }

  private static void leftOut(PrintWriter out, Task task) {
    List<String> lines = task.leftOut(Split.TRAIN);
    out.println("left out of training: " + lines.size());
    lines.stream().limit(LEFT_OUT).forEach(line -> out.println("  " + line));
    if (lines.size() > LEFT_OUT) {
      out.println("  and " + (lines.size() - LEFT_OUT) + " more");
    }
  }
}
