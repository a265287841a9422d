package org.srl4j.eval.cli.swe;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.cli.part.ModelOptions;
import org.srl4j.eval.sample.ModelChecksum;
import org.srl4j.eval.swe.predict.Predictor;
import org.srl4j.eval.swe.predict.Responder;
import org.srl4j.eval.swe.prompt.EditForm;
import org.srl4j.eval.swe.prompt.FileBudget;
import org.srl4j.eval.swe.prompt.FileChoice;
import org.srl4j.eval.swe.prompt.FileLocalisation;
import org.srl4j.eval.swe.prompt.PromptText;
import org.srl4j.eval.swe.prompt.RepairForm;
import org.srl4j.eval.swe.prompt.RepairPredictor;
import org.srl4j.eval.swe.prompt.StyleThreeForm;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How patches are made. */
final class SwePredictionOptions {
  private static final double WARM = 0.8;

  @Option(
      names = "--mode",
      paramLabel = "oracle|style-3|end-to-end|agent",
      required = true,
      description =
          "oracle: edits of the gold patch's files. style-3: the same files in SWE-bench's layout,"
              + " a patch. end-to-end: the policy names the files first. agent: it views, searches,"
              + " edits and submits in a copy, one tool call a turn; all turns are kept as .traj"
              + " files.")
  private Mode mode;

  @Option(
      names = "--dialect",
      paramLabel = "agentless|swe-rl",
      defaultValue = "agentless",
      description =
          "How edits are read: leniently as Agentless, or strictly as SWE-RL's reward (default:"
              + " ${DEFAULT-VALUE}).")
  private Dialect dialect;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Repairs an instance, from 1; the patch that most agree on is kept (default:"
              + " ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Divides the logits, from 0 = greedy (default: 0 for one sample, else 0.8).")
  private Double temperature;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Tokens of an answer at most, from 1 (default: ${DEFAULT-VALUE}).")
  private int maxNewTokens;

  @Option(
      names = "--max-file-tokens",
      paramLabel = "N",
      defaultValue = "60000",
      description =
          "Tokens of the shown files together, from 1; files over it are left out and counted, the"
              + " first stays (default: ${DEFAULT-VALUE}, as SWE-RL).")
  private int maxFileTokens;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Of the draws; the same seed gives the same patches (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private SweAgentOptions agent;

  /** Modes by the names of the command line. */
  enum Mode {
    ORACLE,
    STYLE_3,
    END_TO_END,
    AGENT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Dialects by the names of the command line. */
  enum Dialect {
    AGENTLESS,
    SWE_RL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  SamplingConfig sampling() {
    double warmth = temperature != null ? temperature : samples > 1 ? WARM : 0;
    return SamplingConfig.sampled(warmth, maxNewTokens);
  }

  long seed() {
    return seed;
  }

  /** Says what holds programs of a policy, and refuses if nothing does. */
  void open(PrintWriter err) {
    if (mode == Mode.AGENT) {
      agent.open(err);
    }
  }

  /** Ends what {@link #open} began. */
  void close() {
    agent.close();
  }

  /** Everything that decides the predictions. */
  SortedMap<String, String> settings(ModelOptions model, Path instances) throws IOException {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("schema_version", "1");
    settings.put(
        "instances_sha256",
        new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(instances));
    settings.put("model_sha256", ModelChecksum.of(model.folder()));
    settings.put("mode", mode.toString());
    settings.put("dialect", dialect.toString());
    settings.put("samples", "" + samples);
    settings.put("temperature", "" + sampling().temperature());
    settings.put("max_new_tokens", "" + maxNewTokens);
    settings.put("max_file_tokens", "" + maxFileTokens);
    settings.put("seed", "" + seed);
    if (mode == Mode.AGENT) {
      settings.putAll(agent.settings());
    }
    return settings;
  }

  /** The way of the mode. */
  Predictor predictor(Responder responder, Tokenizer tokenizer) {
    if (mode == Mode.AGENT) {
      if (samples != 1) {
        throw new IllegalArgumentException(
            "--samples: --mode agent makes one attempt, got " + samples);
      }
      return agent.predictor(responder);
    }
    FileBudget budget = new FileBudget(maxFileTokens, block -> tokens(tokenizer, block), false);
    FileChoice files =
        mode == Mode.END_TO_END
            ? new FileLocalisation(responder, FileLocalisation.defaultText())
            : FileChoice.oracle();
    return new RepairPredictor(files, budget, form(), responder, samples);
  }

  /** A text that the policy cannot read has no tokens; asking for it is counted as unreadable. */
  private static int tokens(Tokenizer tokenizer, String block) {
    try {
      return tokenizer.encode(block).length;
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  private RepairForm form() {
    if (mode == Mode.STYLE_3) {
      return new StyleThreeForm(StyleThreeForm.defaultText());
    }
    PromptText text = EditForm.defaultText();
    return dialect == Dialect.SWE_RL ? EditForm.sweRl(text) : EditForm.agentless(text);
  }
}
