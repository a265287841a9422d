package org.srl4j.eval.swe.checkout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The texts of a source tree, in memory. What is no text a model could be shown is left out and
 * counted.
 *
 * @param texts by path, with {@code /} between its parts, sorted
 * @param leftOut numbers of entries left out, by reason: {@code link}, {@code binary}, {@code
 *     large} (more than {@value #MAX_FILE} bytes), {@code submodule}
 */
public record SourceTree(SortedMap<String, String> texts, Map<String, Integer> leftOut) {
  /** Bytes of the largest file that is read. */
  public static final long MAX_FILE = 4L << 20;

  /** Bytes of all files together that are read at most. */
  public static final long MAX_TREE = 512L << 20;

  private static final String GIT = ".git";

  /** Copies both. */
  public SourceTree {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    leftOut = Map.copyOf(leftOut);
  }

  /** A tree of texts alone. */
  public static SourceTree of(Map<String, String> texts) {
    return new SourceTree(new TreeMap<>(texts), Map.of());
  }

  /**
   * Reads a folder, without Git's own.
   *
   * @throws CheckoutException if it is too large
   * @throws IOException if a file cannot be read
   */
  public static SourceTree read(Path folder) throws IOException, CheckoutException {
    Builder builder = new Builder(folder.toString());
    Files.walkFileTree(folder, new Reader(folder, builder));
    return builder.build();
  }

  /** Collects files and keeps the limits. */
  static final class Builder {
    private final String place;
    private final SortedMap<String, String> texts = new TreeMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private long bytes;

    /** A builder for the tree of a place, which errors name. */
    Builder(String place) {
      this.place = place;
    }

    /** Takes note of an entry that is left out. */
    void leaveOut(String reason) {
      leftOut.merge(reason, 1, Integer::sum);
    }

    /** Whether a file may be read; else it is noted as left out. */
    boolean mayRead(long size) {
      if (size > MAX_FILE) {
        leaveOut("large");
        return false;
      }
      bytes += size;
      return bytes <= MAX_TREE;
    }

    void add(String path, byte[] content) {
      text(content).ifPresentOrElse(text -> texts.put(path, text), () -> leaveOut("binary"));
    }

    SourceTree build() throws CheckoutException {
      if (bytes > MAX_TREE) {
        throw new CheckoutException(
            place + ": more than " + (MAX_TREE >> 20) + " MiB of files; name a smaller tree");
      }
      return new SourceTree(texts, leftOut);
    }

    private static Optional<String> text(byte[] content) {
      try {
        String text =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
      } catch (CharacterCodingException e) {
        return Optional.empty();
      }
    }
  }

  /** Visits a folder; links are no files to it. */
  private static final class Reader extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Builder builder;

    Reader(Path root, Builder builder) {
      this.root = root;
      this.builder = builder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.endsWith(GIT) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (file.endsWith(GIT)) {
        return FileVisitResult.CONTINUE; // of a work tree whose repository is elsewhere
      }
      if (!attributes.isRegularFile()) {
        builder.leaveOut(attributes.isSymbolicLink() ? "link" : "binary");
      } else if (builder.mayRead(attributes.size())) {
        String path = root.relativize(file).toString().replace('\\', '/');
        builder.add(path, Files.readAllBytes(file));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
