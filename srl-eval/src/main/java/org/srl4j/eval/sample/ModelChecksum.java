package org.srl4j.eval.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.srl4j.eval.benchmark.Checksums;

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
      return Checksums.sha256(folder);
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
    MessageDigest digest = Checksums.digest();
    for (Path file : files) {
      String line = Checksums.sha256(file) + " " + file.getFileName() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
