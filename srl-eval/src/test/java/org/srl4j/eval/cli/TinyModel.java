package org.srl4j.eval.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.bytepair.BytePairTokenizer;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/** An untrained policy of a few thousand parameters that reads any text. */
public final class TinyModel {
  /** Settings of a base policy that is trained in a second and does nothing well. */
  public static final List<String> BASE =
      List.of(
          "base.hidden_size=32",
          "base.inner_size=64",
          "base.heads=2",
          "base.batch_size=16",
          "base.min_execution=0");

  private TinyModel() {}

  /** Saves it into a folder. */
  public static void save(Path folder, int maxLength) throws IOException {
    save(folder, maxLength, 16);
  }

  /** Saves one that is not so tiny. */
  public static void save(Path folder, int maxLength, int hidden) throws IOException {
    policy(1, maxLength, hidden).save(folder);
  }

  /** One of a seed of its own. */
  public static PolicyModel policy(long seed, int maxLength) {
    return policy(seed, maxLength, 16);
  }

  private static PolicyModel policy(long seed, int maxLength, int hidden) {
    BytePairTokenizer tokenizer =
        new BytePairTrainer(300, 1, List.of(), SplitPattern.GPT2)
            .train(List.of("the answer is \\boxed{1} the answer is \\boxed{2}"));
    DecoderConfig sizes =
        new DecoderConfig(
            tokenizer.vocabularySize(),
            hidden,
            2 * hidden,
            1,
            2,
            2,
            hidden / 2,
            100,
            1e-5,
            false,
            false,
            maxLength);
    return PolicyModel.initialised(sizes, tokenizer, seed, 1);
  }
}
