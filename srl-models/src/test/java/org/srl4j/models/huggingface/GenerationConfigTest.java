package org.srl4j.models.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.models.io.CheckpointFormatException;

class GenerationConfigTest {
  @TempDir Path folder;

  private GenerationConfig read(String json) throws IOException {
    Path file = folder.resolve(GenerationConfig.FILE);
    Files.writeString(file, json);
    return GenerationConfig.read(file, 10);
  }

  /** The fields of Qwen2.5's own file. */
  @Test
  void samplingDefaultsAreRead() throws IOException {
    GenerationConfig read =
        read(
            "{\"bos_token_id\":1,\"do_sample\":true,\"eos_token_id\":[5,3],\"pad_token_id\":3,"
                + "\"repetition_penalty\":1.1,\"temperature\":0.7,\"top_k\":20,\"top_p\":0.8}");
    assertEquals(List.of(5, 3), read.endIds());
    assertEquals(OptionalDouble.of(0.7), read.temperature());
    assertEquals(OptionalDouble.of(0.8), read.topP());
    assertEquals(OptionalInt.of(20), read.topK());
    assertEquals(List.of("repetition_penalty 1.1"), read.ignored());
  }

  @Test
  void oneEndIdNeedsNoList() throws IOException {
    assertEquals(List.of(9), read("{\"eos_token_id\": 9}").endIds());
    assertEquals(GenerationConfig.none(), read("{\"eos_token_id\": null, \"top_p\": null}"));
  }

  @Test
  void withoutSamplingTheLikeliestTokenIsTaken() throws IOException {
    assertEquals(
        OptionalDouble.of(0), read("{\"do_sample\":false,\"temperature\":0.7}").temperature());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"eos_token_id\": 10} | eos_token_id: must be a token id from 0 to 9",
        "{\"eos_token_id\": [1, 2.5]} | eos_token_id: must be",
        "{\"temperature\": -1} | temperature: must be a number from 0",
        "{\"temperature\": \"hot\"} | temperature: must be a number from 0",
        "{\"top_p\": 0} | top_p: must be a number",
        "{\"top_k\": -1} | top_k: must be a whole number from 0",
        "[] | must hold a JSON object"
      })
  void valuesOutOfRangeAreNamed(String json, String said) {
    Exception e = assertThrows(CheckpointFormatException.class, () -> read(json));
    assertTrue(e.getMessage().contains(GenerationConfig.FILE + ": " + said), e.getMessage());
  }
}
