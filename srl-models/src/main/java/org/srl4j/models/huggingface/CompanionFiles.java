package org.srl4j.models.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.srl4j.models.io.CheckpointFormatException;

/**
 * Files that go from the folder a model was read from to the folder it is written to, byte for
 * byte: tokenizer, chat templates, generation defaults. They are kept in memory, as the first
 * folder may be replaced meanwhile.
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

  /** Of further chat templates, by their names. */
  private static final String TEMPLATES = "additional_chat_templates";

  private static boolean isCompanion(Path file) {
    String name = file.getFileName().toString();
    if (file.getParent().endsWith(TEMPLATES)) {
      return name.endsWith(".jinja") && Files.isRegularFile(file);
    }
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
    List<Path> files = new ArrayList<>(in(folder));
    Path templates = folder.resolve(TEMPLATES);
    files.addAll(Files.isDirectory(templates) ? in(templates) : List.of());
    for (Path file : files) {
      if (Files.size(file) > MAX_BYTES) {
        throw new CheckpointFormatException(
            file, "must have at most " + MAX_BYTES + " bytes, got " + Files.size(file));
      }
      contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
    }
    return new CompanionFiles(contents);
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(CompanionFiles::isCompanion).sorted().toList();
    }
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
      Path file = folder.resolve(content.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, content.getValue());
    }
  }
}
