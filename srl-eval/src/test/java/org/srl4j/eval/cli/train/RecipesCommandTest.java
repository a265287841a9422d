package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.compare.setup.Recipe;

class RecipesCommandTest {

  /** The text of each recipe, by name. */
  private static Map<String, String> listed() {
    Ran ran = Ran.command("recipes");
    assertEquals(0, ran.exitCode(), ran.err());
    Map<String, String> all = new LinkedHashMap<>();
    for (String part : ran.out().split("\\R\\R")) {
      all.put(part.lines().findFirst().orElseThrow(), part);
    }
    return all;
  }

  @Test
  void everyRecipeIsListedWithItsCommandAndWhatItNeeds() {
    Map<String, String> all = listed();
    assertEquals(Recipe.names(), all.keySet().stream().toList());
    all.forEach(
        (name, text) -> {
          assertTrue(text.contains("  ./srl "), text);
          assertTrue(text.contains("  methods: base"), text);
          assertTrue(text.contains("  needs: "), text);
          assertTrue(text.contains("  missing: "), text);
          assertTrue(text.contains("--dry-run"), text);
        });
  }

  @Test
  void whatIsMissingIsNamedWithItsSource() {
    Map<String, String> all = listed();
    assertTrue(all.get("order").contains("missing: nothing"), all.get("order"));
    String math = all.get("paper-math");
    assertTrue(math.contains("    data.train=FILE, in the format s1k: "), math);
    assertTrue(math.contains("simplescaling/s1K-1.1"), math);
    assertTrue(math.contains("    --model DIR"), math);
    assertTrue(math.contains("there is no amc23.jsonl, no aime24.jsonl, no aime25.jsonl"), math);
    assertTrue(math.contains("srl data amc23 aime24 aime25 minerva_math --fetch"), math);
    // (40 + 30 + 30) x 33 + 272
    assertTrue(math.contains("3,572 responses per method, 0.041 days for every second"), math);
    // 260 collections x 512 prompts x 8 completions, each sampled up to 3 times
    assertTrue(
        math.contains("SRL: at most 3,194,880 rollouts per training, 37 days for every"), math);
    // full weights, moments and gradients of two trainings at a time are more than the test's heap
    assertTrue(math.contains("    heap: "), math);
    String files = all.get("files");
    assertTrue(files.contains("    data.format=FORMAT data.train=FILE: [gsm8k, s1k"), files);
  }
}
