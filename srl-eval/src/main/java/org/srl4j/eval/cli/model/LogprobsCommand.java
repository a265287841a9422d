package org.srl4j.eval.cli.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srl4j.core.policy.TokenScores;
import org.srl4j.eval.cli.part.ModelOptions;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SequenceScorer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl logprobs}: what a model says at every position of a text. */
@Command(
    name = "logprobs",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Scores given tokens with a model, at temperature 1: for every position the log-probability"
          + " of the next token (nats), the likeliest next id and the entropy (nats), and the mean NLL."
    },
    footer = {
      "",
      "Example: srl logprobs --model ../models/stories260K_hf --ids 1,403,407,261 --json"
    })
public final class LogprobsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelOptions model;

  @ArgGroup(multiplicity = "1")
  private Input input;

  @Option(
      names = "--json",
      description =
          "One JSON object: input_ids [L], next_token_logprob [L-1], argmax_per_position [L],"
              + " entropy_per_position [L], mean_nll (null for a single token).")
  private boolean json;

  /** What is scored. */
  private static final class Input {
    @Option(
        names = "--ids",
        split = ",",
        paramLabel = "ID",
        description = "Token ids separated by commas, from 0 to the vocabulary's last.")
    private int[] ids;

    @Option(
        names = "--text",
        paramLabel = "TEXT",
        description =
            "A text for the model's tokenizer, which puts its beginning-of-sequence id first, and its"
                + " end-of-sequence id last, if it is one that does; \\n, \\t and \\\\ are"
                + " escapes.")
    private String text;
  }

  @Override
  public Integer call() throws IOException {
    PolicyModel loaded = model.load();
    int[] ids =
        input.ids != null
            ? input.ids
            : ModelOptions.alone(
                loaded.tokenizer(),
                loaded.tokenizer().encode(GenerateCommand.unescape(input.text)));
    try (SequenceScorer scorer = new SequenceScorer(loaded)) {
      TokenScores scores = scorer.score(ids);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(toJson(scores));
      } else {
        printTable(scores, out);
      }
    }
    return 0;
  }

  private static ObjectNode toJson(TokenScores scores) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    Arrays.stream(scores.tokenIds()).forEach(root.putArray("input_ids")::add);
    Arrays.stream(scores.nextTokenLogProbs()).forEach(root.putArray("next_token_logprob")::add);
    Arrays.stream(scores.likeliestIds()).forEach(root.putArray("argmax_per_position")::add);
    Arrays.stream(scores.entropies()).forEach(root.putArray("entropy_per_position")::add);
    double mean = scores.meanNegativeLogLikelihood();
    root.put("mean_nll", Double.isNaN(mean) ? null : Double.valueOf(mean));
    return root;
  }

  private static void printTable(TokenScores scores, PrintWriter out) {
    out.println("position\tid\tnext\tlogprob\targmax\tentropy");
    int length = scores.tokenIds().length;
    for (int t = 0; t < length; t++) {
      boolean last = t + 1 == length;
      String next = last ? "-" : Integer.toString(scores.tokenIds()[t + 1]);
      String logProb = last ? "-" : format(scores.nextTokenLogProbs()[t]);
      out.println(
          String.join(
              "\t",
              Integer.toString(t),
              Integer.toString(scores.tokenIds()[t]),
              next,
              logProb,
              Integer.toString(scores.likeliestIds()[t]),
              format(scores.entropies()[t])));
    }
    out.println("mean NLL " + format(scores.meanNegativeLogLikelihood()) + " nats a token");
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
