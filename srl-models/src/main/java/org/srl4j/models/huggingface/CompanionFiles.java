package org.srl4j.models.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.srl4j.models.io.CheckpointFormatException;

/**
 * Files that go from the folder a model was read from to the folder it is written to, byte for
 * byte: tokenizer, chat template, generation defaults. They are kept in memory, as the first folder
 * may be replaced meanwhile.
 */
public final class CompanionFiles {
  private static final long MAX_BYTES = 64L << 20;

  private static final List<String> NAMES =
      List.of(
          "tokenizer.json",
          "tokenizer.model",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "vocab.json",
          "merges.txt",
          "chat_template.jinja",
          "chat_template.json",
          GenerationConfig.FILE);

  private final Map<String, byte[]> contents;

  private CompanionFiles(Map<String, byte[]> contents) {
    this.contents = contents;
  }

  private static boolean isCompanion(Path file) {
    String name = file.getFileName().toString();
    return (NAMES.contains(name) || isLlama2cTokenizer(name)) && Files.isRegularFile(file);
  }

  private static boolean isLlama2cTokenizer(String name) {
    return name.startsWith("tok") && name.endsWith(".bin");
  }

  /** No files. */
  public static CompanionFiles none() {
    return new CompanionFiles(Map.of());
  }

  /**
   * Reads those that are there.
   *
   * @param folder a model's folder
   * @throws CheckpointFormatException if one is larger than 64 MiB
   * @throws IOException if one cannot be read
   */
  static CompanionFiles read(Path folder) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(CompanionFiles::isCompanion).sorted().toList();
    }
    for (Path file : files) {
      if (Files.size(file) > MAX_BYTES) {
        throw new CheckpointFormatException(
            file, "must have at most " + MAX_BYTES + " bytes, got " + Files.size(file));
      }
      contents.put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    return new CompanionFiles(contents);
  }

  /** Whether a file of this name is among them. */
  public boolean has(String name) {
    return contents.containsKey(name);
  }

  /** Whether there is a file from which a tokenizer is read. */
  public boolean hasTokenizer() {
    return has("tokenizer.json")
        || has("tokenizer.model")
        || has("vocab.json")
        || contents.keySet().stream().anyMatch(CompanionFiles::isLlama2cTokenizer);
  }

  /** Writes all of them into a folder. */
  public void write(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      Files.write(folder.resolve(content.getKey()), content.getValue());
    }
  }
}
