package org.srl4j.eval.cli.swe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.CheckoutException;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.predict.Counts;
import org.srl4j.eval.swe.prompt.EditForm;
import org.srl4j.eval.swe.prompt.FileBudget;
import org.srl4j.eval.swe.prompt.FileChoice;
import org.srl4j.eval.swe.prompt.FileLocalisation;
import org.srl4j.eval.swe.prompt.PromptText;
import org.srl4j.eval.swe.prompt.RepairForm;
import org.srl4j.eval.swe.prompt.RepositoryTree;
import org.srl4j.eval.swe.prompt.StyleThreeForm;
import org.srl4j.models.tokenizer.Tokenizers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl swe prompts}: instances to prompts. */
@Command(
    name = "prompts",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Writes the prompts of instances, one JSON object a line: instance_id, form, files,"
          + " files_left_out, tokens (with --tokenizer), text.",
      "oracle: the files of the gold patch, whole; SEARCH/REPLACE edits are asked for. style-3:"
          + " SWE-bench's layout, numbered lines; a patch is asked for. localise: the repository's"
          + " tree; paths are asked for."
    },
    footer = {
      "",
      "Example: srl swe prompts --instances lite.parquet --repositories repos --form oracle"
          + " --output prompts.jsonl"
    })
final class SwePromptsCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Mixin private SweInstanceOptions instances;

  @Option(
      names = "--form",
      paramLabel = "oracle|style-3|localise",
      defaultValue = "oracle",
      description = "What is asked (default: ${DEFAULT-VALUE}).")
  private SwePromptForm form;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description =
          "Another text, UTF-8, with the places {issue} and {files} (oracle; {fence} may stand for"
              + " the language), {issue}, {readmes} and {code} (style-3), or {issue} and {tree}"
              + " (localise); white space around it is cut.")
  private Path template;

  @Option(
      names = "--tokenizer",
      paramLabel = "DIR",
      description = "Folder with a tokenizer, to count tokens.")
  private Path tokenizer;

  @Option(
      names = "--max-file-tokens",
      paramLabel = "N",
      description =
          "Show files of at most so many tokens of --tokenizer together, from 1; files over it are"
              + " left out and listed, the first stays (default: all are shown; SWE-RL uses"
              + " 60000).")
  private Integer maxFileTokens;

  @Option(
      names = "--refuse",
      description = "Instances with files over --max-file-tokens get no prompt.")
  private boolean refuse;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE.jsonl",
      description = "Where the prompts go; replaced in one move.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    Tokenizer counter = tokenizer == null ? null : Tokenizers.load(tokenizer);
    FileBudget budget = budget(counter);
    PromptText text = form.text(template);
    List<SweInstance> all = instances.read();
    List<ObjectNode> rows = new ArrayList<>();
    PrintWriter err = spec.commandLine().getErr();
    for (SweInstance instance : all) {
      try {
        ObjectNode row = row(instance, instances.repositories().at(instance), text, budget);
        if (counter != null) {
          row.put("tokens", counter.encode(row.path("text").asText()).length);
        }
        rows.add(row);
      } catch (CheckoutException | IOException | IllegalArgumentException e) {
        err.println("srl: " + instance.id() + ": left out: " + e.getMessage());
      }
    }
    if (!rows.isEmpty()) {
      JsonLines.write(output, rows.stream());
    }
    PrintWriter out = spec.commandLine().getOut();
    long leftOut = rows.stream().mapToLong(row -> row.path("files_left_out").size()).sum();
    out.printf(
        "%d prompts of %d instances, %d without; %d files left out%n",
        rows.size(), all.size(), all.size() - rows.size(), leftOut);
    return rows.isEmpty() ? spec.exitCodeOnExecutionException() : 0;
  }

  private FileBudget budget(Tokenizer counter) {
    if (maxFileTokens == null) {
      if (refuse) {
        throw new IllegalArgumentException("--refuse: needs --max-file-tokens");
      }
      return FileBudget.unlimited();
    }
    if (counter == null) {
      throw new IllegalArgumentException("--max-file-tokens: needs --tokenizer DIR to count with");
    }
    ToIntFunction<String> tokens = block -> counter.encode(block).length;
    return new FileBudget(maxFileTokens, tokens, refuse);
  }

  private ObjectNode row(
      SweInstance instance, SourceTree tree, PromptText text, FileBudget budget) {
    ObjectNode row = JSON.createObjectNode();
    row.put("instance_id", instance.id()).put("form", form.toString());
    if (form == SwePromptForm.LOCALISE) {
      RepositoryTree shown = RepositoryTree.of(instance, tree);
      row.set("files", JSON.valueToTree(shown.paths()));
      row.putArray("files_left_out");
      FileLocalisation localisation = new FileLocalisation((id, p, n) -> List.of(), text);
      return row.put("text", localisation.prompt(instance, shown));
    }
    RepairForm repair =
        form == SwePromptForm.ORACLE ? EditForm.agentless(text) : new StyleThreeForm(text);
    List<String> files = FileChoice.oracle().choose(instance, tree, new Counts());
    FileBudget.Shown shown = budget.choose(files, tree, repair::block);
    row.set("files", JSON.valueToTree(shown.texts().keySet()));
    row.set("files_left_out", JSON.valueToTree(shown.leftOut()));
    return row.put("text", repair.prompt(instance, shown.texts(), tree));
  }
}
