package org.srl4j.eval.swe.checkout;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads commits of a repository through the program {@code git}: objects only, so that neither
 * hooks nor filters of the repository run and its working files do not matter.
 *
 * @param folder a repository, bare or with working files
 */
record GitObjects(Path folder) {
  private static final String LINK = "120000";
  private static final String SUBMODULE = "160000";

  /** A file of a commit. */
  private record Blob(String id, String path) {}

  /** Whether a folder is a repository. */
  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(".git"))
        || Files.isRegularFile(folder.resolve("HEAD"))
            && Files.isDirectory(folder.resolve("objects"));
  }

  /**
   * The texts of a commit.
   *
   * @param commit hexadecimal digits
   * @throws CheckoutException if there is no such commit, no Git, or the tree is too large
   */
  SourceTree read(String commit) throws IOException, CheckoutException {
    if (!commit.matches("[0-9a-fA-F]{7,64}")) {
      throw new CheckoutException(
          "base_commit: must be 7 to 64 hexadecimal digits, got \"" + commit + "\"");
    }
    Process check = start(List.of("rev-parse", "--verify", commit + "^{commit}"), null);
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!endsWell(check)) {
      throw new CheckoutException(
          folder + ": has no commit " + commit + "; fetch it, or name its repository: " + said);
    }
    SourceTree.Builder builder = new SourceTree.Builder(folder.toString());
    readBlobs(blobs(commit, builder), builder);
    return builder.build();
  }

  private List<Blob> blobs(String commit, SourceTree.Builder builder)
      throws IOException, CheckoutException {
    Process list = start(List.of("ls-tree", "-r", "-z", "--long", "--full-tree", commit), null);
    String entries = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    require(list, "ls-tree");
    List<Blob> blobs = new ArrayList<>();
    for (String entry : entries.split("\0")) {
      int tab = entry.indexOf('\t');
      if (tab < 0) {
        continue; // a tree without files
      }
      String[] facts = entry.substring(0, tab).split(" +"); // mode, type, id, size
      if (facts[0].equals(LINK) || facts[0].equals(SUBMODULE)) {
        builder.leaveOut(facts[0].equals(LINK) ? "link" : "submodule");
      } else if (builder.mayRead(Long.parseLong(facts[3]))) {
        blobs.add(new Blob(facts[2], entry.substring(tab + 1)));
      }
    }
    return blobs;
  }

  private void readBlobs(List<Blob> blobs, SourceTree.Builder builder)
      throws IOException, CheckoutException {
    Path ids = Files.createTempFile("srl4j-blobs", ".txt");
    try {
      Files.write(ids, blobs.stream().map(Blob::id).toList());
      Process batch = start(List.of("cat-file", "--batch"), ids);
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(batch.getInputStream()))) {
        for (Blob blob : blobs) {
          String[] header = line(in).split(" "); // id, type, size
          if (header.length != 3) {
            throw new CheckoutException(
                folder + ": " + blob.path() + " is not there: fetch the whole repository");
          }
          byte[] content = new byte[Integer.parseInt(header[2])];
          in.readFully(content);
          in.readByte(); // a line feed
          builder.add(blob.path(), content);
        }
      }
      require(batch, "cat-file");
    } finally {
      Files.deleteIfExists(ids);
    }
  }

  private static String line(DataInputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private Process start(List<String> arguments, Path input) throws IOException, CheckoutException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    if (input == null) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectInput(input.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CheckoutException(
          folder + ": is a Git repository, which the program git must read: " + e.getMessage());
    }
  }

  private void require(Process process, String what) throws IOException, CheckoutException {
    if (!endsWell(process)) {
      throw new CheckoutException(folder + ": git " + what + " failed; is the repository whole?");
    }
  }

  private static boolean endsWell(Process process) throws IOException {
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git ran", e);
    }
  }
}
