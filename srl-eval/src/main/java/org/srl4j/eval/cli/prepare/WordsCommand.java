package org.srl4j.eval.cli.prepare;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.setup.Recipe;
import org.srl4j.eval.solve.Graders;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.words.WordsCheck;
import org.srl4j.eval.task.words.WordsConversations;
import org.srl4j.eval.task.words.WordsProblems;
import org.srl4j.eval.task.words.WordsRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl words}: the embedded benchmark WORDS as files. */
@Command(
    name = "words",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Writes the problems of WORDS with the expert's solutions as rows of s1K-1.1, after checking"
          + " them: luck of random orders, and all answers by the graders qwen and strict.",
      "srl compare --recipe words needs no files; these are for looking, and for other tools."
    },
    footer = {
      "",
      "Files: experts.jsonl (training and validation), test.jsonl, and with --conversations",
      "conversations.jsonl, rows of messages that a base policy can be fine-tuned on.",
      "Example: srl words --seed 0 --to out/words",
      "Example: srl show --recipe paper-math data.train=out/words/experts.jsonl"
    })
public final class WordsCommand implements Callable<Integer> {
  private static final List<String> GRADERS = List.of("qwen", "strict");

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of problems and hidden convention (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--train",
      paramLabel = "N",
      defaultValue = "100",
      description = "Training problems (default: ${DEFAULT-VALUE}).")
  private int train;

  @Option(
      names = "--validation",
      paramLabel = "N",
      defaultValue = "40",
      description = "Validation problems (default: ${DEFAULT-VALUE}).")
  private int validation;

  @Option(
      names = "--test",
      paramLabel = "N",
      defaultValue = "100",
      description = "Test problems (default: ${DEFAULT-VALUE}).")
  private int test;

  @Option(
      names = "--conversations",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Also write so many rows for a base policy, with the prompts of the recipe words; they"
              + " hold nothing of the convention (default: none).")
  private int conversations;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "Folder to make; it must be empty if it is there.")
  private Path to;

  @Override
  public Integer call() throws IOException {
    if (conversations < 0) {
      throw new IllegalArgumentException(
          "--conversations: must be at least 0, got " + conversations);
    }
    requireEmpty();
    WordsProblems problems = new WordsProblems(seed, new SplitSizes(train, validation, test));
    List<String> checked = checked(problems);
    Files.createDirectories(to);
    write(problems, to);
    PrintWriter out = spec.commandLine().getOut();
    checked.forEach(out::println);
    out.println(to);
    return 0;
  }

  private void requireEmpty() throws IOException {
    if (!Files.exists(to)) {
      return;
    }
    if (Files.isDirectory(to)) {
      try (Stream<Path> content = Files.list(to)) {
        if (content.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new IllegalArgumentException(
        "--to: " + to + " exists and is not an empty folder; name another");
  }

  private List<String> checked(WordsProblems problems) {
    WordsCheck check = new WordsCheck(problems);
    WordsCheck.Luck luck = check.luck(seed);
    List<String> lines = new ArrayList<>();
    lines.add(WordsProblems.VERSION + ", seed " + seed);
    lines.add(
        String.format(
            "luck: %.4f %% of all orders are right; of %d random ones %d were",
            100 * luck.expected(), luck.tried().rollouts(), luck.tried().lucky()));
    for (String grader : GRADERS) {
      long grades = check.graded(Graders.named(grader, Graders.DEFAULT_DATA_NAME));
      lines.add(grader + ": " + grades + " grades, all as they must be");
    }
    return lines;
  }

  private void write(WordsProblems problems, Path folder) throws IOException {
    List<ExpertTrajectory> learned = new ArrayList<>(problems.trajectories(Split.TRAIN));
    learned.addAll(problems.trajectories(Split.VALIDATION));
    Files.write(folder.resolve("experts.jsonl"), WordsRows.of(learned));
    Files.write(folder.resolve("test.jsonl"), WordsRows.of(problems.trajectories(Split.TEST)));
    if (conversations == 0) {
      return;
    }
    PromptTemplate prompts = Recipe.of("words").config(Optional.empty(), List.of()).prompts();
    WordsConversations source = new WordsConversations(seed, prompts);
    try (BufferedWriter rows = Files.newBufferedWriter(folder.resolve("conversations.jsonl"))) {
      for (int i = 0; i < conversations; i++) {
        rows.write(source.conversation(i).row());
        rows.write('\n');
      }
    }
  }
}
