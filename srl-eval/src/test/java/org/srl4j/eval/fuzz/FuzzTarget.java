package org.srl4j.eval.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A reader with files that it reads.
 *
 * @param name for the counts
 * @param good files that are read without a fault
 * @param words of the format, for changes that come further than noise
 * @param reading reads one changed file
 */
public record FuzzTarget(String name, List<byte[]> good, List<String> words, Reading reading) {

  /** Reads what was changed; what it throws tells the outcome. */
  @FunctionalInterface
  public interface Reading {

    /**
     * Reads.
     *
     * @throws Exception an {@link IllegalArgumentException}, an I/O error or a checked exception of
     *     ours if the input is refused; any other is a fault, and so is an {@link AssertionError}
     *     for what must never be accepted
     */
    void of(byte[] changed) throws Exception;
  }

  /** Reads a file at its place. */
  @FunctionalInterface
  public interface FileReading {

    /**
     * Reads.
     *
     * @throws IOException if the file is refused
     */
    void of(Path file) throws IOException;
  }

  /** Reads a text. */
  @FunctionalInterface
  public interface TextReading {

    /**
     * Reads.
     *
     * @throws Exception as {@link Reading#of}
     */
    void of(String text) throws Exception;
  }

  /** A reader of files, on the file that is there now. */
  public static FuzzTarget file(String name, Path file, FileReading reading) throws IOException {
    Reading atItsPlace =
        changed -> {
          Files.write(file, changed);
          reading.of(file);
        };
    return new FuzzTarget(name, List.of(Files.readAllBytes(file)), List.of(), atItsPlace);
  }

  /** A reader of texts; bytes that are no UTF-8 are replaced, as where texts come from a model. */
  public static FuzzTarget text(
      String name, List<String> good, List<String> words, TextReading reading) {
    return new FuzzTarget(
        name,
        good.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList(),
        words,
        changed -> reading.of(new String(changed, StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return name;
  }
}
