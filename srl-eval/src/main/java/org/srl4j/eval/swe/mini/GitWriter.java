package org.srl4j.eval.swe.mini;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects commits of one repository and writes it, bare, through the program {@code git}. Author
 * and date are fixed, so that the same files always give the same commits. Not thread-safe.
 */
final class GitWriter {
  private static final String AUTHOR = "srl4j <srl4j@example.org>";

  /** 2024-01-01 00:00 UTC; each commit is an hour later than the one before it. */
  private static final long FIRST_SECOND = 1_704_067_200;

  private static final int SECONDS_BETWEEN = 3600;

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private final Map<Integer, Integer> depths = new HashMap<>();
  private int commits;

  /**
   * Adds a commit.
   *
   * @param branch that it becomes the end of
   * @param parent mark of the commit before it; 0 for a first commit
   * @param message without a line feed
   * @param files texts by path that are new or changed
   * @return its mark, from 1
   */
  int commit(String branch, int parent, String message, Map<String, String> files) {
    int mark = ++commits;
    String signature =
        AUTHOR + " " + (FIRST_SECOND + (long) SECONDS_BETWEEN * depth(parent)) + " +0000\n";
    line("commit refs/heads/" + branch + "\nmark :" + mark + "\n");
    line("author " + signature + "committer " + signature);
    data(message + "\n");
    if (parent > 0) {
      line("from :" + parent + "\n");
    }
    new TreeMap<>(files)
        .forEach(
            (path, text) -> {
              line("M 100644 inline " + path + "\n");
              data(text);
            });
    line("\n");
    depths.put(mark, depth(parent) + 1);
    return mark;
  }

  private int depth(int mark) {
    return depths.getOrDefault(mark, 0);
  }

  private void line(String text) {
    stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void data(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    line("data " + bytes.length + "\n");
    stream.writeBytes(bytes);
    line("\n");
  }

  /**
   * Writes the repository.
   *
   * @param folder made anew
   * @return commit ids by mark
   * @throws IOException if there is no {@code git}, or it fails
   */
  Map<Integer, String> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    git(folder, new byte[0], "-c", "init.defaultBranch=main", "init", "--bare", "--template=");
    Path marks = folder.toAbsolutePath().resolve("marks");
    git(folder, stream.toByteArray(), "fast-import", "--quiet", "--export-marks=" + marks);
    Map<Integer, String> ids = new TreeMap<>();
    for (String line : Files.readAllLines(marks)) {
      int blank = line.indexOf(' ');
      ids.put(Integer.parseInt(line.substring(1, blank)), line.substring(blank + 1));
    }
    Files.delete(marks);
    return ids;
  }

  private static void git(Path folder, byte[] input, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException("the program git is needed to write repositories; install it", e);
    }
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(folder + ": git " + arguments[0] + " failed: " + printed.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git ran", e);
    }
  }
}
