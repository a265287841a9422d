package org.srl4j.models.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The files of a checkpoint. Weights, configuration and tokenizer have the names that Hugging Face
 * tools read; the last two are this toolkit's.
 *
 * <p>While {@link #replace} runs, {@code <name>.new} and {@code <name>.old} stand beside the
 * folder. At every moment one of {@code <name>} and {@code <name>.old} is complete, and {@link
 * #open} falls back to the second. One writer at a time.
 *
 * @param path the folder
 */
public record CheckpointFolder(Path path) {
  /** Parameters. */
  public static final String WEIGHTS = "model.safetensors";

  /** Shape of the decoder. */
  public static final String CONFIG = "config.json";

  /** Vocabulary. */
  public static final String TOKENIZER = "tokenizer.json";

  /** Names of the end-of-sequence and padding tokens, for byte-pair vocabularies. */
  public static final String TOKENIZER_CONFIG = "tokenizer_config.json";

  /** The optimiser's moments. */
  public static final String OPTIMIZER = "optimizer.safetensors";

  /** Counters and seeds from which training goes on. */
  public static final String TRAINER_STATE = "trainer_state.json";

  /** Keeps the path as given. */
  public CheckpointFolder {
    Objects.requireNonNull(path, "path");
  }

  /**
   * A checkpoint that exists. If a crash came between the two renames of {@link #replace}, the old
   * folder is put back first.
   *
   * @param path the folder
   * @return its files
   * @throws NoSuchFileException if there is neither this folder nor its old version
   * @throws IOException if the old folder cannot be put back
   */
  public static CheckpointFolder open(Path path) throws IOException {
    Path old = sibling(path, ".old");
    if (!Files.exists(path) && Files.isDirectory(old)) {
      Files.move(old, path);
    }
    if (!Files.isDirectory(path)) {
      throw new NoSuchFileException(
          path.toString(), null, "no checkpoint folder; name a folder with " + WEIGHTS);
    }
    return new CheckpointFolder(path);
  }

  /**
   * Writes a whole checkpoint and puts it in the place of the old one, which is deleted last.
   *
   * @param path the folder to make or replace; its parent must exist
   * @param writer fills the new folder
   * @return the new checkpoint
   * @throws IOException if writing fails; the old checkpoint is then still there
   */
  public static CheckpointFolder replace(Path path, PathWriter writer) throws IOException {
    Path fresh = sibling(path, ".new");
    Path old = sibling(path, ".old");
    if (Files.exists(path)) {
      AtomicFiles.deleteFolder(old);
    }
    AtomicFiles.deleteFolder(fresh);
    Files.createDirectory(fresh);
    try {
      writer.write(fresh);
    } catch (IOException | RuntimeException e) {
      AtomicFiles.deleteFolder(fresh);
      throw e;
    }
    if (Files.exists(path)) {
      Files.move(path, old);
    }
    Files.move(fresh, path);
    AtomicFiles.deleteFolder(old);
    return new CheckpointFolder(path);
  }

  /** The parameters' file. */
  public Path weights() {
    return path.resolve(WEIGHTS);
  }

  /** The decoder configuration's file. */
  public Path config() {
    return path.resolve(CONFIG);
  }

  /** The vocabulary's file. */
  public Path tokenizer() {
    return path.resolve(TOKENIZER);
  }

  /** The optimiser state's file. */
  public Path optimizer() {
    return path.resolve(OPTIMIZER);
  }

  /** The trainer state's file. */
  public Path trainerState() {
    return path.resolve(TRAINER_STATE);
  }

  private static Path sibling(Path path, String suffix) {
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.resolveSibling(absolute.getFileName() + suffix);
  }
}
