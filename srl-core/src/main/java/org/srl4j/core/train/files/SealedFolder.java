package org.srl4j.core.train.files;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/**
 * A folder of plain files that is seen complete or not at all, and that tells whether a byte of it
 * has changed. {@value #SEAL} holds length and SHA-256 of every other file.
 */
public final class SealedFolder {
  /** The file that is written last. */
  public static final String SEAL = "checksums.json";

  private static final String UNFINISHED = "unfinished-";
  private static final long LONGEST_SEAL = 1 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** What the seal says of a file. */
  private record Entry(long bytes, String sha256) {}

  private SealedFolder() {}

  /** Fills a folder. */
  @FunctionalInterface
  public interface Filler {

    /**
     * Writes plain files, no folders.
     *
     * @param folder exists and is empty
     */
    void fill(Path folder) throws IOException;
  }

  /**
   * Writes and seals a folder; one of that name is replaced.
   *
   * @param target where it is to be; its parent is made
   * @param filler writes the files
   * @throws IOException if it cannot be written; nothing is left of it, and an older folder of that
   *     name is still there
   */
  public static void write(Path target, Filler filler) throws IOException {
    Path unfinished = target.resolveSibling(UNFINISHED + target.getFileName());
    delete(unfinished);
    try {
      Files.createDirectories(unfinished);
      filler.fill(unfinished);
      seal(unfinished, target);
    } catch (IOException | RuntimeException e) {
      deleteAfter(e, unfinished);
      throw e;
    }
  }

  /**
   * Seals a folder that was filled bit by bit and gives it its name; one of that name is replaced.
   *
   * @param unfinished holds plain files alone, beside the target
   * @param target where it is to be
   * @throws IOException if that cannot be done; the files are still there
   */
  public static void seal(Path unfinished, Path target) throws IOException {
    Map<String, Entry> seal = new TreeMap<>();
    for (Path file : files(unfinished)) {
      Disk.force(file);
      seal.put(file.getFileName().toString(), entry(file));
    }
    seal.remove(SEAL);
    Path sealFile = unfinished.resolve(SEAL);
    Files.write(sealFile, JSON.writeValueAsBytes(seal));
    Disk.force(sealFile);
    Disk.force(unfinished);
    delete(target);
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    Disk.force(target.toAbsolutePath().getParent());
  }

  private static void deleteAfter(Exception fault, Path unfinished) {
    try {
      delete(unfinished);
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }

  /**
   * What is wrong with a folder.
   *
   * @return the first file that is not as it was sealed, and how; empty if all are
   * @throws IOException if a file cannot be read
   */
  public static Optional<String> fault(Path folder) throws IOException {
    Path sealFile = folder.resolve(SEAL);
    if (!Files.isRegularFile(sealFile)) {
      return Optional.of("has no file " + SEAL);
    }
    if (Files.size(sealFile) > LONGEST_SEAL) {
      return Optional.of(SEAL + " has " + Files.size(sealFile) + " bytes, too many to be a seal");
    }
    Map<String, Entry> seal;
    try {
      seal = JSON.readValue(Files.readAllBytes(sealFile), new TypeReference<>() {});
    } catch (JacksonException e) {
      return Optional.of(SEAL + " cannot be read: " + e.getOriginalMessage());
    }
    if (seal == null) {
      return Optional.of(SEAL + " holds null instead of an object");
    }
    for (Map.Entry<String, Entry> sealed : seal.entrySet()) {
      Optional<String> fault = fault(folder, sealed.getKey(), sealed.getValue());
      if (fault.isPresent()) {
        return fault;
      }
    }
    return files(folder).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> !name.equals(SEAL) && !seal.containsKey(name))
        .map(name -> name + " does not belong to it")
        .findFirst();
  }

  private static Optional<String> fault(Path folder, String name, Entry sealed) throws IOException {
    Path file = child(folder, name);
    if (sealed == null || file == null) {
      return Optional.of(SEAL + " has an entry " + name + ", which is no file of it");
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of(name + " is missing");
    }
    long bytes = Files.size(file);
    if (bytes != sealed.bytes) {
      return Optional.of(name + " has " + bytes + " bytes, sealed with " + sealed.bytes);
    }
    return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file).equals(sealed.sha256)
        ? Optional.empty()
        : Optional.of(name + " is not what was sealed: its SHA-256 differs");
  }

  /** The file of a name; null if the name is of none inside the folder. */
  private static Path child(Path folder, String name) {
    try {
      Path file = folder.resolve(name).normalize();
      return folder.normalize().equals(file.getParent()) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static Entry entry(Path file) throws IOException {
    return new Entry(
        Files.size(file), new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /**
   * Deletes a folder with all it holds; nothing happens if there is none.
   *
   * @param tree the folder
   */
  public static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
