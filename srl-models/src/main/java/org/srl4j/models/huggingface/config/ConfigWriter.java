package org.srl4j.models.huggingface.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.RecordedDesign;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFiles;

/** {@link ModelConfig} → {@code config.json} as transformers reads it. */
public final class ConfigWriter {
  private static final Map<ElementType, String> TORCH =
      Map.of(ElementType.F32, "float32", ElementType.F16, "float16", ElementType.BF16, "bfloat16");

  private ConfigWriter() {}

  static void write(Path file, ModelConfig config, ElementType storage) throws IOException {
    JsonFiles.write(file, fields(config, storage));
  }

  /** All fields, those that were carried over among them. */
  static ObjectNode fields(ModelConfig config, ElementType storage) {
    DecoderConfig sizes = config.decoder();
    ObjectNode root = config.fields().deepCopy();
    putArchitecture(root, config);
    root.put("vocab_size", sizes.vocabularySize());
    root.put("hidden_size", sizes.hiddenSize());
    root.put("intermediate_size", sizes.innerSize());
    root.put("num_hidden_layers", sizes.layers());
    root.put("num_attention_heads", sizes.heads());
    root.put("num_key_value_heads", sizes.keyValueHeads());
    root.put("head_dim", sizes.headSize());
    root.put("max_position_embeddings", sizes.maxLength());
    root.put("rms_norm_eps", sizes.normEpsilon());
    root.put("rope_theta", sizes.ropeBase());
    root.put("tie_word_embeddings", sizes.tiedHead());
    root.put("hidden_act", "silu");
    root.put("torch_dtype", TORCH.get(storage));
    root.remove("dtype");
    putIds(root, "eos_token_id", config.endIds());
    return root;
  }

  /** Layers of one's own get names that transformers does not know, so that it refuses them. */
  private static void putArchitecture(ObjectNode root, ModelConfig config) {
    Architecture stock = config.architecture();
    Optional<String> own = config.design().map(RecordedDesign::name);
    root.putArray("architectures").add(own.orElse(stock.title()));
    root.put("model_type", own.isPresent() ? "srl4j" : stock.modelType());
    if (!config.fields().has("vocab_size")) { // no file gave the sizes, nor what goes with them
      RotaryFields.put(root, config.decoder().attention().scaling());
      AttentionFields.put(root, config.decoder(), stock);
    }
  }

  /** One id, or a list of several; nothing when there is none. */
  public static void putIds(ObjectNode root, String field, List<Integer> ids) {
    if (ids.size() == 1) {
      root.put(field, ids.get(0));
    } else if (!ids.isEmpty()) {
      ids.forEach(root.putArray(field)::add);
    }
  }
}
