package org.srl4j.eval.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/**
 * One checksum for a model: SHA-256 over a line {@code sha256 name} a file of its folder, in the
 * order of names. The files of training (optimiser, counters) are left out.
 */
public final class ModelChecksum {
  private static final Set<String> OF_TRAINING =
      Set.of("optimizer.safetensors", "trainer_state.json");

  private ModelChecksum() {}

  /**
   * Computes it.
   *
   * @param folder of the checkpoint, its subfolders are left out; or the only file of a model
   * @return 64 hexadecimal digits
   * @throws IOException if the folder cannot be read
   */
  public static String of(Path folder) throws IOException {
    if (Files.isRegularFile(folder)) {
      return sha256(folder);
    }
    List<Path> files;
    try (Stream<Path> content = Files.list(folder)) {
      files =
          content
              .filter(Files::isRegularFile)
              .filter(file -> !OF_TRAINING.contains(file.getFileName().toString()))
              .sorted()
              .toList();
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      lines.append(sha256(file)).append(' ').append(file.getFileName()).append('\n');
    }
    return DigestUtils.sha256Hex(lines.toString());
  }

  private static String sha256(Path file) throws IOException {
    return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file);
  }
}
