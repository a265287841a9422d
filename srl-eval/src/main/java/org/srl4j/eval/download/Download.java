package org.srl4j.eval.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/**
 * One file from one address.
 *
 * <p>The bytes go to {@code FILE.part}. A connection that breaks is tried again from the last byte
 * on, by this call and by a later one: a range request with {@code If-Range}, so that a file that
 * changed on the server is fetched from its beginning. A server that knows no ranges is asked for
 * the whole. Only a whole file with the right checksum takes the target's place, in one move.
 *
 * @param url https, or http on this machine
 * @param target where the file goes; its folder is made
 * @param sha256 64 hexadecimal digits; empty = not known, then nothing is checked
 * @param maxBytes a larger file is refused, at least 1
 */
public record Download(URI url, Path target, Optional<String> sha256, long maxBytes) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int TRIES = 5;
  private static final int CHUNK = 1 << 16;
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** Checks address and limit. */
  public Download {
    Objects.requireNonNull(url, "url");
    String scheme = String.valueOf(url.getScheme());
    boolean here = THIS_MACHINE.contains(String.valueOf(url.getHost()));
    if (!scheme.equals("https") && !(here && scheme.equals("http"))) {
      throw new IllegalArgumentException(
          "url: must begin with https://, so that nobody on the way can change it, got " + url);
    }
    Objects.requireNonNull(target, "target");
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes: must be at least 1, got " + maxBytes);
    }
  }

  /**
   * Fetches.
   *
   * @param pause between tries
   * @throws DownloadException if the server refuses, the connection breaks too often, or the
   *     checksum is another; what came is then kept as {@code FILE.part} or {@code FILE.mismatch}
   */
  public void run(Duration pause) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    for (int attempt = 1; ; attempt++) {
      try {
        receive(client);
        break;
      } catch (DownloadException refused) {
        throw refused;
      } catch (IOException broken) {
        if (attempt == TRIES) {
          throw new DownloadException(
              url
                  + ": broke off "
                  + TRIES
                  + " times, last: "
                  + broken
                  + "; run it again to go on from "
                  + part(),
              broken);
        }
        sleep(pause);
      }
    }
    install();
  }

  private Path part() {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /** Holds the entity tag of what {@link #part} is the beginning of. */
  private Path tag() {
    return target.resolveSibling(target.getFileName() + ".part.etag");
  }

  private void receive(HttpClient client) throws IOException {
    long have = resumable() ? Files.size(part()) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(ANSWER).GET();
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
      request.header("If-Range", Files.readString(tag()));
    }
    HttpResponse<InputStream> response = send(client, request.build());
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == 206 && startsAt(response, have)) {
        write(body, have, StandardOpenOption.APPEND);
      } else if (status == 200) {
        keepTag(response);
        write(body, 0, StandardOpenOption.TRUNCATE_EXISTING);
      } else if (status == 206 || status == 416) {
        Files.delete(tag());
        throw new IOException("the server's file is another one than before");
      } else if (status >= 500) {
        throw new IOException("status " + status);
      } else {
        throw new DownloadException(
            url + ": the server answered " + status + "; get the file by hand");
      }
    }
  }

  private static HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DownloadException(request.uri() + ": interrupted", e);
    }
  }

  private boolean resumable() {
    return Files.isRegularFile(part()) && Files.isRegularFile(tag());
  }

  private static boolean startsAt(HttpResponse<?> response, long have) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    return range.startsWith("bytes " + have + "-");
  }

  /** Only a strong tag says that the bytes are the same. */
  private void keepTag(HttpResponse<?> response) throws IOException {
    Optional<String> tag =
        response.headers().firstValue("ETag").filter(value -> !value.startsWith("W/"));
    if (tag.isPresent()) {
      Files.writeString(tag(), tag.get());
    } else {
      Files.deleteIfExists(tag());
    }
  }

  private void write(InputStream body, long have, StandardOpenOption how) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long size = have;
    try (OutputStream out =
        Files.newOutputStream(part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
        size += n;
        if (size > maxBytes) {
          throw new DownloadException(
              url + ": larger than " + maxBytes + " bytes; get the file by hand");
        }
        out.write(chunk, 0, n);
      }
    }
  }

  private void install() throws IOException {
    if (sha256.isPresent()) {
      String found = new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(part());
      if (!found.equals(sha256.get())) {
        Path kept = target.resolveSibling(target.getFileName() + ".mismatch");
        Files.move(part(), kept, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(tag());
        throw new DownloadException(
            url
                + ": sha256 "
                + found
                + " instead of "
                + sha256.get()
                + "; kept as "
                + kept
                + ", rename it to use it all the same");
      }
    }
    Files.move(part(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(tag());
  }

  private static void sleep(Duration pause) throws DownloadException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DownloadException("interrupted between two tries", e);
    }
  }
}
