package org.srl4j.eval.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server on this machine. */
class DownloadTest {
  private static final int SIZE = 300_000;

  @TempDir private Path folder;

  private final byte[] content = new byte[SIZE];
  private FileServer server;
  private Path target;

  @BeforeEach
  void starts() throws IOException {
    new Random(1).nextBytes(content);
    server = new FileServer(content);
    target = folder.resolve("below/file.jsonl");
  }

  @AfterEach
  void stops() {
    server.close();
  }

  private static Optional<String> sum(byte[] bytes) {
    return Optional.of(DigestUtils.sha256Hex(bytes));
  }

  private void fetch(Optional<String> sha256) throws IOException {
    new Download(server.url(), target, sha256, 1 << 20).run(Duration.ZERO);
  }

  private void requireWhole(byte[] expected) throws IOException {
    assertArrayEquals(expected, Files.readAllBytes(target));
    try (var left = Files.list(target.getParent())) {
      assertEquals(List.of(target), left.toList(), "nothing but the file is left");
    }
  }

  @Test
  void fileIsFetchedAndNothingIsLeftBeside() throws IOException {
    fetch(sum(content));
    requireWhole(content);
    assertEquals(List.of("all"), server.requests());
  }

  @Test
  void brokenConnectionGoesOnFromTheLastByte() throws IOException {
    Collections.addAll(server.breaks, 100_000, 50_000);
    fetch(sum(content));
    requireWhole(content);
    assertEquals(3, server.requests().size());
    assertEquals("all", server.requests().get(0));
    assertTrue(server.requests().get(2).matches("bytes=1[0-5]\\d{4}-"), "" + server.requests());
  }

  @Test
  void laterCallGoesOnWhereAnEarlierOneGaveUp() throws IOException {
    Collections.addAll(server.breaks, 1000, 1000, 1000, 1000, 1000);
    DownloadException e = assertThrows(DownloadException.class, () -> fetch(sum(content)));
    assertTrue(e.getMessage().contains("broke off 5 times"), e.getMessage());
    assertFalse(Files.exists(target));
    fetch(sum(content));
    requireWhole(content);
    assertEquals("bytes=5000-", server.requests().get(5));
  }

  @Test
  void fileThatChangedMeanwhileIsFetchedFromItsBeginning() throws IOException {
    Collections.addAll(server.breaks, 1000, 1000, 1000, 1000, 1000);
    assertThrows(DownloadException.class, () -> fetch(Optional.empty()));
    server.content = new byte[SIZE];
    server.tag = "\"two\"";
    fetch(sum(server.content));
    requireWhole(server.content);
  }

  @Test
  void serverWithoutRangesOrTagsSendsTheWholeAgain() throws IOException {
    server.ranges = false;
    server.breaks.add(1000);
    fetch(sum(content));
    requireWhole(content);
    server.tag = null;
    server.breaks.add(1000);
    fetch(sum(content));
    assertEquals(List.of("all", "bytes=1000-", "all", "all"), server.requests());
  }

  @Test
  void otherChecksumIsKeptAsideAndNeverInstalled() throws IOException {
    Files.createDirectories(target.getParent());
    Files.writeString(target, "old");
    DownloadException e = assertThrows(DownloadException.class, () -> fetch(sum(new byte[] {1})));
    assertTrue(e.getMessage().contains("instead of"), e.getMessage());
    assertEquals("old", Files.readString(target));
    assertArrayEquals(content, Files.readAllBytes(folder.resolve("below/file.jsonl.mismatch")));
  }

  @Test
  void refusalIsNotTriedAgainAndAFaultOfTheServerIs() {
    server.status = 404;
    DownloadException e = assertThrows(DownloadException.class, () -> fetch(sum(content)));
    assertTrue(e.getMessage().contains("answered 404"), e.getMessage());
    assertEquals(1, server.requests().size());
    server.status = 503;
    e = assertThrows(DownloadException.class, () -> fetch(sum(content)));
    assertTrue(e.getMessage().contains("status 503"), e.getMessage());
    assertEquals(6, server.requests().size());
  }

  @Test
  void tooLargeFileIsRefused() {
    Download download = new Download(server.url(), target, Optional.empty(), 1000);
    DownloadException e = assertThrows(DownloadException.class, () -> download.run(Duration.ZERO));
    assertTrue(e.getMessage().contains("larger than 1000 bytes"), e.getMessage());
    assertFalse(Files.exists(target));
  }

  @Test
  void wholePartThatWasNeverInstalledIsFetchedAgain() throws IOException {
    Files.createDirectories(target.getParent());
    Files.write(folder.resolve("below/file.jsonl.part"), content);
    Files.writeString(folder.resolve("below/file.jsonl.part.etag"), server.tag);
    fetch(sum(content));
    requireWhole(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.org/f", "file:///etc/passwd", "ftp://localhost/f", "f"})
  void onlyHttpsIsFetchedFromElsewhere(String url) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Download(URI.create(url), Path.of("f"), Optional.empty(), 1));
    assertTrue(e.getMessage().contains("must begin with https://"), e.getMessage());
  }
}
