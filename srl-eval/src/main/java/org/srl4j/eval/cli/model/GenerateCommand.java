package org.srl4j.eval.cli.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.eval.cli.part.ModelOptions;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.models.huggingface.GenerationConfig;
import org.srl4j.models.policy.SameDiffPolicy;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl generate}: completions of one prompt. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Lets a trained policy continue a prompt; completions go to standard output.",
    footer = {
      "",
      "Example: srl generate --model out/first/bases/base-0 --greedy --stop '\\n'"
          + " --prompt 'Q 71700 : add 3 : swap\\n'",
      "         srl generate --model Qwen2.5-0.5B-Instruct --chat --prompt 'What is 1 + 1?'"
    })
public final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelOptions model;

  @Option(
      names = "--prompt",
      required = true,
      paramLabel = "TEXT",
      description =
          "At least one token with the beginning-of-sequence id; with --chat what the user says."
              + " \\n, \\t and \\\\ are escapes.")
  private String prompt;

  @Mixin private ChatOptions chat;

  @ArgGroup private Heat heat = new Heat();

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Keep the likeliest tokens of this probability, in (0, 1] (default: top_p of the model's"
              + " generation_config.json, else 1 = off).")
  private Double topP;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description =
          "Keep so many tokens, from 0 (default: top_k of generation_config.json, else 0 = off).")
  private Integer topK;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      defaultValue = "128",
      description = "Tokens at most, from 1 (default: ${DEFAULT-VALUE}).")
  private int maxNewTokens;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "End after this text, escapes as in --prompt; may be repeated.")
  private List<String> stops = new ArrayList<>();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1",
      description = "Completions, from 1 (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of the draws; the same seed gives the same text (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--json",
      description = "A JSON object a completion: text, tokens, logprob (nats), finish_reason.")
  private boolean json;

  /** How warm. */
  private static final class Heat {
    @Option(names = "--greedy", description = "The likeliest token always.")
    private boolean greedy;

    @Option(
        names = "--temperature",
        paramLabel = "T",
        description =
            "Divides the logits, from 0 = greedy (default: temperature of generation_config.json,"
                + " 0 if its do_sample is false, else 1).")
    private Double temperature;
  }

  @Override
  public Integer call() throws IOException {
    if (samples < 1) {
      throw new IllegalArgumentException("--samples: must be at least 1, got " + samples);
    }
    try (SameDiffPolicy policy = new SameDiffPolicy(model.load())) {
      int[] ids = chat.promptIds(model.tokenizerFolder(), policy.tokenizer(), unescape(prompt));
      List<SamplingRequest> requests = new ArrayList<>();
      for (int i = 0; i < samples; i++) {
        requests.add(new SamplingRequest(ids, Seeds.derive(seed, i)));
      }
      policy.sample(requests, sampling(defaults(policy))).forEach(this::print);
    }
    return 0;
  }

  /** What the model's folder says; what it says in vain goes to standard error. */
  private GenerationConfig defaults(SameDiffPolicy policy) {
    GenerationConfig defaults = policy.model().origin().generation();
    if (!defaults.ignored().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("srl: generation_config.json: not applied: " + defaults.ignored());
    }
    return defaults;
  }

  private SamplingConfig sampling(GenerationConfig defaults) {
    double warm = heat.temperature == null ? defaults.temperature().orElse(1) : heat.temperature;
    return new SamplingConfig(
        heat.greedy ? 0 : warm,
        topP == null ? defaults.topP().orElse(1) : topP,
        topK == null ? defaults.topK().orElse(0) : topK,
        maxNewTokens,
        stops.stream().map(GenerateCommand::unescape).toList());
  }

  private void print(Completion completion) {
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.print(completion.text());
      out.println(completion.text().endsWith("\n") ? "" : "\n");
      return;
    }
    double logProb = 0;
    for (float token : completion.tokenLogProbs()) {
      logProb += token;
    }
    ObjectNode row = new ObjectMapper().createObjectNode();
    row.put("text", completion.text());
    row.put("tokens", completion.length());
    row.put("logprob", logProb);
    row.put("finish_reason", completion.finishReason().name().toLowerCase(Locale.ROOT));
    out.println(row);
  }

  /** Backslash escapes of a shell argument; a backslash before anything else stands for itself. */
  static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean escape = text.charAt(i) == '\\' && i + 1 < text.length();
      int kind = escape ? "nt\\".indexOf(text.charAt(i + 1)) : -1;
      plain.append(kind < 0 ? text.charAt(i) : "\n\t\\".charAt(kind));
      i += kind < 0 ? 0 : 1;
    }
    return plain.toString();
  }
}
