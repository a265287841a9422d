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
final class TinyModel {
  private TinyModel() {}

  /** Saves it into a folder. */
  static void save(Path folder, int maxLength) throws IOException {
    BytePairTokenizer tokenizer =
        new BytePairTrainer(300, 1, List.of(), SplitPattern.GPT2)
            .train(List.of("the answer is \\boxed{1} the answer is \\boxed{2}"));
    DecoderConfig sizes =
        new DecoderConfig(
            tokenizer.vocabularySize(), 16, 32, 1, 2, 2, 8, 100, 1e-5, false, false, maxLength);
    PolicyModel.initialised(sizes, tokenizer, 1, 1).save(folder);
  }
}
