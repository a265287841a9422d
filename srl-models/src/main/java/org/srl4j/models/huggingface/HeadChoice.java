package org.srl4j.models.huggingface;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.srl4j.models.huggingface.config.ModelConfig;
import org.srl4j.models.huggingface.weights.TensorFiles;

/**
 * Whether the head is the embedding table, by {@code tie_word_embeddings} and by what the weights
 * hold, as transformers 5 decides it: one of the two tensors alone is used for both; two that
 * differ are kept apart whatever the field says.
 *
 * @param tied whether there is one tensor
 * @param warnings what the two files do not say alike, and what was made of it
 */
record HeadChoice(boolean tied, List<String> warnings) {
  static final String HEAD = "lm_head.weight";
  static final String EMBEDDING = "model.embed_tokens.weight";

  /**
   * Decides, and lets the weights give the one tensor under both names where there is but one.
   *
   * @param config what {@code config.json} says
   * @param weights of the model
   */
  static HeadChoice of(ModelConfig config, TensorFiles weights) throws IOException {
    boolean asked = config.decoder().tiedHead();
    String said = "tie_word_embeddings is " + (config.headIsOpen() ? "absent" : asked);
    Set<String> names = weights.shapes().keySet();
    if (!names.contains(HEAD)) {
      return tied(
          asked, said + " and the weights hold no " + HEAD + ": the head is tied to " + EMBEDDING);
    }
    if (!names.contains(EMBEDDING)) {
      weights.share(HEAD, EMBEDDING);
      return tied(
          asked, said + " and the weights hold no " + EMBEDDING + ": it is tied to " + HEAD);
    }
    if (weights.areShared(HEAD, EMBEDDING)) {
      return tied(
          asked,
          said
              + ", but the weights say that "
              + HEAD
              + " and "
              + EMBEDDING
              + " are one tensor: the head is tied");
    }
    if (!asked) {
      return new HeadChoice(false, List.of());
    }
    if (weights.areEqual(HEAD, EMBEDDING)) {
      return new HeadChoice(true, List.of());
    }
    return new HeadChoice(
        false,
        List.of(
            said
                + ", but "
                + HEAD
                + " and "
                + EMBEDDING
                + " differ: both are kept, and the model is written with tie_word_embeddings false"));
  }

  private static HeadChoice tied(boolean asked, String warning) {
    return new HeadChoice(true, asked ? List.of() : List.of(warning));
  }
}
