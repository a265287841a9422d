package org.srl4j.eval.task.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderDataWriterTest {

  @Test
  void committedSampleIsRewrittenByteForByte(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("data/order"));
    OrderDataWriter.main(new String[] {folder.toString()});
    assertEquals(-1, Files.mismatch(sample("problems-seed0.jsonl"), rewritten(folder)));
  }

  @Test
  void readmeStatesTheSamplesHash() throws IOException {
    byte[] bytes = Files.readAllBytes(sample("problems-seed0.jsonl"));
    String readme = Files.readString(sample("README.md"));
    assertTrue(readme.contains(DigestUtils.sha256Hex(bytes)));
    assertTrue(readme.contains(OrderTask.VERSION));
  }

  @Test
  void rootFolderIsRequired() {
    assertThrows(IllegalArgumentException.class, () -> OrderDataWriter.main(new String[0]));
  }

  private static Path rewritten(Path folder) {
    return folder.resolve("data/order/problems-seed0.jsonl");
  }

  /** A file of data/order, looked for from the module and from the repository's root. */
  private static Path sample(String name) {
    Path fromModule = Path.of("..", "data", "order", name);
    return Files.exists(fromModule) ? fromModule : Path.of("data", "order", name);
  }
}
