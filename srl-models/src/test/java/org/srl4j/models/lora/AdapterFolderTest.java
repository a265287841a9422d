package org.srl4j.models.lora;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.SafeTensors;

class AdapterFolderTest {
  private static final DecoderConfig DECODER =
      new DecoderConfig(11, 10, 14, 2, 2, 1, 6, 100, 1e-5, true, true, 32);
  private static final LoraConfig LORA =
      new LoraConfig(2, 5, 0.1, List.of("q_proj", "down_proj"), true);

  private static final List<ParameterSpec> BASE = Decoder.parameters(DECODER);

  /** As PEFT 0.14 writes it. */
  private static final String WRITTEN_BY_PEFT =
      """
      {"alpha_pattern": {}, "auto_mapping": null, "base_model_name_or_path": "some/base",
       "bias": "none", "eva_config": null, "exclude_modules": null, "fan_in_fan_out": false,
       "inference_mode": true, "init_lora_weights": true, "layer_replication": null,
       "layers_pattern": null, "layers_to_transform": null, "loftq_config": {}, "lora_alpha": 5,
       "lora_bias": false, "lora_dropout": 0.1, "megatron_config": null,
       "megatron_core": "megatron.core", "modules_to_save": null, "peft_type": "LORA", "r": 2,
       "rank_pattern": {}, "revision": null, "target_modules": ["down_proj", "q_proj"],
       "task_type": "CAUSAL_LM", "use_dora": false, "use_rslora": true}
      """;

  @TempDir Path folder;
  private Parameters adapter;

  @BeforeEach
  void draw() {
    adapter = over();
    adapter.initialise(3);
    for (int i = 0; i < adapter.values().length; i++) {
      adapter.values()[i] += i;
    }
  }

  private static Parameters over() {
    Parameters base = new Parameters(Decoder.parameters(DECODER));
    return Parameters.over(base, LowRankAdapter.parameters(LORA, DECODER));
  }

  private AdapterFolder written() throws IOException {
    AdapterFolder result = new AdapterFolder(folder);
    result.write(LORA, Optional.of("some/base"), adapter);
    return result;
  }

  @Test
  void whatIsWrittenIsReadToTheSameBits() throws IOException {
    AdapterFolder written = written();
    assertEquals(LORA, written.settings(BASE));
    Parameters read = over();
    written.readInto(read);
    assertArrayEquals(adapter.values(), read.values(), 0f);
    assertTrue(AdapterFolder.isIn(folder));
  }

  @Test
  void namesAndShapesArePeftsOwn() throws IOException {
    SafeTensors tensors = SafeTensors.open(written().path().resolve(AdapterFolder.WEIGHTS));
    assertEquals(2 * 2 * 2, tensors.entries().size()); // layers, modules, A and B
    String layer = "base_model.model.model.layers.1.mlp.down_proj.";
    assertEquals(List.of(2L, 14L), tensors.entries().get(layer + "lora_A.weight").shape());
    assertEquals(List.of(10L, 2L), tensors.entries().get(layer + "lora_B.weight").shape());
    assertTrue(
        tensors
            .entries()
            .containsKey("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight"));
  }

  @Test
  void settingsOfPeftAreRead() throws IOException {
    Files.writeString(folder.resolve(AdapterFolder.CONFIG), WRITTEN_BY_PEFT);
    assertEquals(LORA, new AdapterFolder(folder).settings(BASE));
  }

  /**
   * The layers that PEFT's check_target_module_exists finds among those of two blocks, worked out
   * by hand from its rules: a whole match for a text, an equal path or its end after a point for a
   * list, exclusions first.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "[\"q_proj\", \"v_proj\"] ~ null ~ q_proj v_proj",
        "[\"self_attn.q_proj\"] ~ null ~ q_proj",
        "[\"q_proj\", \"query_key_value\"] ~ null ~ q_proj",
        "[\"layers.1.self_attn.q_proj\"] ~ null ~ model.layers.1.self_attn.q_proj",
        "[\"model.layers.0.mlp.up_proj\"] ~ null ~ model.layers.0.mlp.up_proj",
        "\"all-linear\" ~ null ~ all-linear",
        "\"all-linear\" ~ [\"gate_proj\", \"up_proj\", \"down_proj\"] ~ q_proj k_proj v_proj"
            + " o_proj",
        "\"all-linear\" ~ \".*[.]mlp[.].*\" ~ q_proj k_proj v_proj o_proj",
        "\".*\\\\.(q|v)_proj\" ~ null ~ q_proj v_proj",
        "\"model\\\\.layers\\\\.[1-9]\\\\..*k_proj\" ~ null ~ model.layers.1.self_attn.k_proj",
        "\"(?:.*?(?:language|text).*?)?.*o_proj.*?\" ~ null ~ o_proj",
        "[\"q_proj\"] ~ [\"layers.0.self_attn.q_proj\"] ~ model.layers.1.self_attn.q_proj",
      })
  void layersAreFoundAsPeftFindsThem(String target, String exclude, String layers)
      throws IOException {
    settings(target, exclude);
    assertEquals(
        new LoraConfig(2, 5, 0.1, List.of(layers.split(" ")), true),
        new AdapterFolder(folder).settings(BASE));
  }

  private void settings(String target, String exclude) throws IOException {
    Files.writeString(
        folder.resolve(AdapterFolder.CONFIG),
        WRITTEN_BY_PEFT
            .replace("[\"down_proj\", \"q_proj\"]", target)
            .replace("\"exclude_modules\": null", "\"exclude_modules\": " + exclude));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"q_proj\" | null | target_modules: must be a list of names, a regular expression",
        "[\"c_attn\"] | null | target_modules: must be",
        "[\"all-linear\"] | null | target_modules: must be",
        "[\"q_proj\"] | [\"self_attn.q_proj\"] | target_modules: must be",
        "[\"q_proj\", \"lm_head\"] | null | not lm_head",
        "[\"q_proj\", \"embed_tokens\"] | null | not model.embed_tokens",
        "\".*\" | null | not model.embed_tokens",
        "\"(?P<x>.*q_proj)\" | null | that Java and Python read alike",
        "\"[a[.]]*q_proj\" | null | that Java and Python read alike",
        "null | null | target_modules: must be",
        "7 | null | target_modules: must be a list of names",
        "\"all-linear\" | 7 | exclude_modules: must be a list of names",
      })
  void layersThatCannotBeFoundAreRefused(String target, String exclude, String message)
      throws IOException {
    settings(target, exclude);
    assertFault(message, () -> new AdapterFolder(folder).settings(BASE));
  }

  /** One of two layers alone has A and B, and its numbers come back. */
  @Test
  void anAdapterOfSingleLayersIsWrittenAndRead() throws IOException {
    settings("\".*1[.].*[.]q_proj\"", "null");
    LoraConfig single = new AdapterFolder(folder).settings(BASE);
    Parameters one =
        Parameters.over(new Parameters(BASE), LowRankAdapter.parameters(single, DECODER));
    assertEquals(
        List.of(
            "model.layers.1.self_attn.q_proj.lora_A.weight",
            "model.layers.1.self_attn.q_proj.lora_B.weight"),
        one.specs().stream().map(ParameterSpec::name).toList());
    one.initialise(5);
    new AdapterFolder(folder).write(single, Optional.empty(), one);
    assertEquals(single, new AdapterFolder(folder).settings(BASE));
    Parameters read = Parameters.over(new Parameters(BASE), one.specs());
    new AdapterFolder(folder).readInto(read);
    assertArrayEquals(one.values(), read.values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"use_dora\": false      | \"use_dora\": true               | use_dora: true",
        "\"bias\": \"none\"       | \"bias\": \"all\"                | bias: \"all\"",
        "\"peft_type\": \"LORA\"  | \"peft_type\": \"IA3\"           | peft_type: must be",
        "\"rank_pattern\": {}     | \"rank_pattern\": {\"q_proj\": 4} | rank_pattern:",
        "\"modules_to_save\": null | \"modules_to_save\": [\"lm_head\"] | modules_to_save:",
        "\"layers_to_transform\": null | \"layers_to_transform\": [1] | layers_to_transform:",
        "\"init_lora_weights\": true | \"init_lora_weights\": \"pissa\" | init_lora_weights:",
        "\"task_type\": \"CAUSAL_LM\" | \"task_type\": \"SEQ_CLS\"   | task_type:",
        "\"r\": 2                 | \"r\": \"two\"                   | r: must be a whole number",
        "\"r\": 2,                | ''                               | r: must be a whole number",
        "\"r\": 2                 | \"r\": 0                         | rank: must be at least 1",
        "\"lora_alpha\": 5        | \"lora_alpha\": \"x\"            | lora_alpha: must be a number",
        "\"use_rslora\": true     | \"use_rslora\": 1                | use_rslora: must be true",
      })
  void whatIsNotComputedIsRefusedByName(String field, String replacement, String message)
      throws IOException {
    assertTrue(WRITTEN_BY_PEFT.contains(field), field);
    Files.writeString(
        folder.resolve(AdapterFolder.CONFIG), WRITTEN_BY_PEFT.replace(field, replacement));
    CheckpointFormatException fault =
        assertThrows(
            CheckpointFormatException.class, () -> new AdapterFolder(folder).settings(BASE));
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
    assertTrue(fault.getMessage().contains(AdapterFolder.CONFIG), fault.getMessage());
  }

  @Test
  void tensorsOfAnotherAdapterAreRefused() throws IOException {
    AdapterFolder written = written();
    Parameters fewer =
        Parameters.over(
            new Parameters(Decoder.parameters(DECODER)),
            LowRankAdapter.parameters(new LoraConfig(2, 5, 0, List.of("q_proj"), false), DECODER));
    Parameters wider =
        Parameters.over(
            new Parameters(Decoder.parameters(DECODER)),
            LowRankAdapter.parameters(
                new LoraConfig(3, 5, 0, LORA.targetModules(), false), DECODER));
    Parameters more =
        Parameters.over(
            new Parameters(Decoder.parameters(DECODER)),
            LowRankAdapter.parameters(
                new LoraConfig(2, 5, 0, List.of("q_proj", "k_proj", "down_proj"), false), DECODER));
    assertFault("belongs to no layer", () -> written.readInto(fewer));
    assertFault("has shape [2, 10]", () -> written.readInto(wider));
    assertFault("is missing", () -> written.readInto(more));
  }

  @Test
  void aBaseThatIsNotThereIsNamed() throws IOException {
    AdapterFolder written = written();
    assertFault("\"some/base\", and no such folder is here", () -> written.base(Optional.empty()));
    assertFault("say where it is with --base DIR", () -> written.base(Optional.empty()));
    assertEquals(parent(), written.base(Optional.of(parent())));
    Files.createDirectories(folder.resolve("some/base"));
    assertEquals(folder.resolve("some/base"), written.base(Optional.empty()));
    Files.writeString(folder.resolve("some/base").resolve(AdapterFolder.CONFIG), "{}");
    assertFault("whole model", () -> written.base(Optional.empty())); // an adapter on an adapter
  }

  private Path parent() {
    return folder.toAbsolutePath().getParent();
  }

  private static void assertFault(
      String message, org.junit.jupiter.api.function.Executable executable) {
    CheckpointFormatException fault = assertThrows(CheckpointFormatException.class, executable);
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
  }
}
