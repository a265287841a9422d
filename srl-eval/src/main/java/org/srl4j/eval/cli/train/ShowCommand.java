package org.srl4j.eval.cli.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.VisibleText;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.cli.part.VisibleWriter;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.harness.Demonstrations;
import org.srl4j.eval.method.Example;
import org.srl4j.eval.method.Lesson;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Methods;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.LeftOut;
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
      "Prints one thing that a method learns from, exactly as the policy gets it: the prompt, the"
          + " target, what counts in the loss, tokens; then what is left out of training and why.",
      "What counts in the loss is green in a terminal (not with NO_COLOR), elsewhere between [[ and"
          + " ]]. Control characters are made visible; \u25a0 stands behind the last character."
    },
    footer = {
      "",
      "Example: srl show --recipe paper-math --model DIR --method srl --row 3 data.train=s1k.jsonl",
      "Example: srl show --method sft_full --tokens"
    })
public final class ShowCommand implements Callable<Integer> {
  private static final int LEFT_OUT = 10;
  private static final int LONGEST_TOKEN = 80;

  /** Stands right behind the last character, so that a line end before it is seen. */
  private static final String END = "\u25a0";

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
      description = "Also a line per token: id, 1 if it counts in the loss else 0, text.")
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
    Example example = examples.get(row - 1);
    out.println(method + ", row " + row + " of " + examples.size() + ": " + example.id());
    if (example.reference().isPresent()) {
      asked(out, example, setup.tokenizer());
    } else {
      imitated(out, example, setup.tokenizer());
    }
    leftOut(out, task);
    return 0;
  }

  /** What is asked, and what completions are scored against. */
  private void asked(PrintWriter out, Example example, Tokenizer tokenizer) {
    String prompt = example.text().stream().map(TextSegment::text).collect(Collectors.joining());
    int[] ids = tokenizer.encode(prompt);
    out.println("--- prompt, " + ids.length + " tokens; what is sampled after it is learned from");
    out.print(VisibleText.of(prompt));
    out.println(END);
    tokens(out, tokenizer, ids, new float[ids.length]);
    String reference = example.reference().orElseThrow();
    int length = tokenizer.encode(reference).length;
    out.println("--- completions are scored against, " + length + " tokens");
    out.println(VisibleText.of(reference));
    out.println("---");
  }

  /** The text that is imitated, as the learner gets it; what counts in the loss stands out. */
  private void imitated(PrintWriter out, Example example, Tokenizer tokenizer) {
    Experience learned =
        Demonstrations.encode(new Demonstration(example.id(), example.text()), tokenizer);
    int[] ids = learned.tokenIds();
    float[] mask = learned.lossMask();
    long counted = IntStream.range(0, mask.length).filter(t -> mask[t] != 0).count();
    out.println(
        "--- imitated, "
            + ids.length
            + " tokens, of which "
            + counted
            + " count in the loss (marked), the end of the text among them");
    for (int from = 0; from < ids.length; ) {
      int to = from;
      while (to < ids.length && mask[to] == mask[from]) {
        to++;
      }
      String text = tokenizer.decodeAll(Arrays.copyOfRange(ids, from, to));
      if (mask[from] == 0) {
        out.print(VisibleText.of(text));
      } else {
        VisibleWriter.printMarked(out, text);
      }
      from = to;
    }
    out.println(END);
    tokens(out, tokenizer, ids, mask);
    out.println("---");
  }

  private void tokens(PrintWriter out, Tokenizer tokenizer, int[] ids, float[] mask) {
    for (int t = 0; tokens && t < ids.length; t++) {
      String text = VisibleText.line(tokenizer.decodeAll(new int[] {ids[t]}), LONGEST_TOKEN);
      out.printf("%8d %d %s%n", ids[t], mask[t] == 0 ? 0 : 1, text);
    }
  }

  private static void leftOut(PrintWriter out, Task task) {
    List<LeftOut> all = task.leftOut(Split.TRAIN);
    out.println("left out of training: " + all.size());
    Map<LeftOut.Kind, Long> kinds = new TreeMap<>();
    all.forEach(one -> kinds.merge(one.kind(), 1L, Long::sum));
    kinds.forEach((kind, count) -> out.println("  " + kind + ": " + count));
    all.stream().limit(LEFT_OUT).forEach(one -> out.println("    " + VisibleText.of("" + one)));
    if (all.size() > LEFT_OUT) {
      out.println("    and " + (all.size() - LEFT_OUT) + " more");
    }
  }
}
