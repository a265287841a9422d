package org.srl4j.eval.cli.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.srl4j.core.reward.Granularity;
import org.srl4j.core.reward.SequenceMatcherSimilarity;
import org.srl4j.core.reward.Similarities;
import org.srl4j.core.reward.Similarity;
import org.srl4j.core.reward.block.MatchingBlock;
import org.srl4j.eval.cli.part.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl score}: similarities of pairs from standard input. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Reads JSONL {\"a\": prediction, \"b\": expert} from standard input and writes"
          + " {\"score\": s} a line, s in [0, 1], to standard output.",
      "Direction: higher = more alike. sequence-matcher is not symmetric."
    },
    footer = {"", "Example: srl score --metric sequence-matcher --no-autojunk < pairs.jsonl"})
public final class ScoreCommand implements Callable<Integer> {
  private static final String DEFAULT = "sequence-matcher";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Spec private CommandSpec spec;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      defaultValue = DEFAULT,
      description =
          "sequence-matcher, levenshtein, lcs, jaro-winkler, jaccard or cosine"
              + " (default: ${DEFAULT-VALUE}).")
  private String metric;

  @Option(
      names = "--autojunk",
      negatable = true,
      description =
          "sequence-matcher only: CPython's rule that frequent characters of a second text of 200"
              + " or more start no match. On by default, as in difflib; training has it off.")
  private Boolean autojunk;

  @Option(names = "--tokens", description = "Compare words between blanks, not characters.")
  private boolean tokens;

  @Option(
      names = "--explain",
      description =
          "Add \"blocks\": [[start in a, start in b, size], ...] and the parts of the score.")
  private boolean explain;

  @Override
  public Integer call() throws IOException {
    Similarity similarity = similarity();
    PrintWriter out = spec.commandLine().getOut();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()));
    long line = 0;
    try {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        out.print(score(similarity, text, ++line));
        out.print('\n');
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("stdin: not UTF-8 after line " + line, e);
    } finally {
      out.flush();
    }
    if (line == 0) {
      throw new IllegalArgumentException("stdin: holds no pair to score");
    }
    return 0;
  }

  private Similarity similarity() {
    Granularity granularity = tokens ? Granularity.TOKENS : Granularity.CHARACTERS;
    if (metric.equals(DEFAULT)) {
      return new SequenceMatcherSimilarity(autojunk == null || autojunk, granularity);
    }
    if (autojunk != null) {
      throw new IllegalArgumentException(
          "--autojunk: only sequence-matcher has it, got --metric " + metric);
    }
    return Similarities.named(metric, granularity);
  }

  private String score(Similarity similarity, String text, long line) {
    JsonNode row;
    try {
      row = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "stdin:" + line + ": not JSON: " + e.getOriginalMessage(), e);
    }
    Similarity.Explanation why = similarity.explain(field(row, "a", line), field(row, "b", line));
    String score = "{\"score\":" + shortest(why.value());
    return explain ? score + "," + details(why).toString().substring(1) : score + "}";
  }

  private static String field(JsonNode row, String name, long line) {
    JsonNode value = row.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          "stdin:"
              + line
              + ": must be {\"a\": text, \"b\": text}, but "
              + name
              + " is "
              + (value.isMissingNode()
                  ? "missing"
                  : value.getNodeType().name().toLowerCase(Locale.ROOT)));
    }
    return value.textValue();
  }

  private static ObjectNode details(Similarity.Explanation why) {
    ObjectNode details = JSON.createObjectNode();
    ArrayNode blocks = details.putArray("blocks");
    for (MatchingBlock block : why.blocks()) {
      blocks.addArray().add(block.predictionStart()).add(block.expertStart()).add(block.size());
    }
    ObjectNode parts = details.putObject("parts");
    why.parts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(part -> parts.put(part.getKey(), part.getValue()));
    return details;
  }

  /** The fewest digits that read back to the same bits; Java before 19 sometimes prints more. */
  static String shortest(double value) {
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
      if (rounded.doubleValue() == value && value >= 1e-4) {
        String plain = rounded.stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
      }
    }
    return Double.toString(value);
  }
}
