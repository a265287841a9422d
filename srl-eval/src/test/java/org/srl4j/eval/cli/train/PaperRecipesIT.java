package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.testing.SharedData;
import org.srl4j.eval.cli.Ran;

/**
 * The paper's experiments from a Hugging Face folder to the table, in small: real rows, the
 * tokenizer and chat template of Qwen2.5, random weights. They show that every stage runs; {@link
 * ChatRoadIT} shows that the road learns.
 */
class PaperRecipesIT {
  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void drawAModel() {
    model = folder.resolve("model");
    Path tokenizer = SharedData.file("tokenizers/qwen2.5");
    srl(
        "init-model",
        "--tokenizer",
        "" + tokenizer,
        "--to",
        "" + model,
        "hidden_size=32",
        "intermediate_size=64",
        "num_hidden_layers=1",
        "num_attention_heads=2",
        "num_key_value_heads=1",
        "max_position_embeddings=32768");
  }

  private static Ran srl(String... words) {
    Ran ran = Ran.command(words);
    assertEquals(0, ran.exitCode(), ran.err());
    return ran;
  }

  private String compared(String recipe, String... settings) throws IOException {
    Path out = folder.resolve(recipe);
    List<String> words = new ArrayList<>(List.of("compare", "--recipe", recipe));
    words.addAll(List.of("--preset", "smoke", "--model", "" + model, "--output", "" + out));
    words.addAll(List.of(settings));
    srl(words.toArray(String[]::new));
    return Files.readString(out.resolve("report.md"));
  }

  @Test
  void mathematicsRunsToTheTable() throws IOException {
    String data = "data.train=" + SharedData.file("steps/s1k.json");
    String report =
        compared(
            "paper-math",
            data,
            "benchmarks.folder=" + SharedData.file("math"),
            "benchmarks.max_new_tokens=8",
            "compare=[sft_outline,rlvr,sft_rlvr,r3,srl,srl_rlvr]");
    for (String method :
        List.of("base", "SFT (outline)", "RLVR", "SFT → RLVR", "R3", "SRL → RLVR")) {
      assertTrue(report.contains(method), method + ": " + report);
    }
    assertTrue(report.contains("Graded by qwen"), report);
    assertTrue(report.contains("| SRL | paper | 51.5 |"), report);
    assertTrue(report.contains("| SRL → RLVR | own | 0.0 (avg@2, 2 of 40 problems) |"), report);
    assertTrue(report.contains("| Minerva Math | R3 | 0 | 0 of 2 |"), report);
    Ran shown =
        srl("show", "--recipe", "paper-math", "--model", "" + model, data, "--method", "srl");
    assertTrue(
        shown
            .out()
            .contains("then write only the next step of the solution.<|im_end|>\n<|im_start|>user"),
        shown.out());
    assertTrue(shown.out().contains("<|im_start|>assistant\n■\n--- completions are scored"));
  }

  @Test
  void softwareEngineeringRunsToTheTable() throws IOException {
    String report =
        compared(
            "paper-swe",
            "data.train=" + SharedData.file("swe/swesmith_ft_xml.jsonl"),
            "data.test=" + SharedData.file("cases/10-function-calling-rows/swegym_sampled.jsonl"));
    assertTrue(report.contains("SFT (calls)"), report);
    assertTrue(report.contains("solved is exactly the expert's next tool call"), report);
  }

  @Test
  void gsm8kRunsToTheTable() throws IOException {
    String report =
        compared("gsm8k-small", "data.train=" + SharedData.file("steps/gsm8k_train.jsonl"));
    assertTrue(report.contains("SRL → RLVR"), report);
  }
}
