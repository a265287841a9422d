package org.srl4j.eval.swe.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.srl4j.eval.sandbox.Outcome;
import org.srl4j.eval.sandbox.Removal;
import org.srl4j.eval.sandbox.Sandbox;
import org.srl4j.eval.swe.checkout.CheckoutException;
import org.srl4j.eval.swe.checkout.SourceTree;

/**
 * Runs commands in a sandbox, each in a fresh folder with the workspace's texts, which are read
 * back afterwards; links and binary files that a command leaves are not.
 *
 * @param sandbox contains them
 * @param leftovers takes a line for what a command left and could not be removed
 */
public record SandboxCommands(Sandbox sandbox, Consumer<String> leftovers)
    implements OtherCommands {

  @Override
  public String run(String command, Workspace workspace, String folder) {
    try {
      Path root = Files.createTempDirectory("srl4j-workspace").toRealPath();
      try {
        return run(command, workspace, folder, root);
      } finally {
        Removal.of(root).forEach(leftovers);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a command of an agent: " + e.getMessage(), e);
    }
  }

  private String run(String command, Workspace workspace, String folder, Path root)
      throws IOException {
    for (Map.Entry<String, String> file : workspace.texts().entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    open(root);
    Path start = folder.isEmpty() ? root : root.resolve(folder);
    String line = command.replace(Workspace.ROOT, root.toString());
    Outcome outcome =
        sandbox.run(
            new Sandbox.Program(
                List.of("sh", "-c", "cd \"$0\" && eval \"$1\"", start.toString(), line),
                root,
                List.of(),
                ""));
    String note =
        switch (outcome.end()) {
          case EXITED -> "";
          case TIMED_OUT -> "\nKilled: its time was over.";
          case OUTPUT_LIMIT -> "\nKilled: it printed too much.";
          case FOLDER_LIMIT -> "\nKilled: it wrote too many files, or too much into them.";
        };
    try {
      workspace.replaceAll(SourceTree.read(root).texts());
    } catch (CheckoutException | IllegalArgumentException e) {
      note = note + "\nIts changes are lost: " + e.getMessage();
    }
    return outcome.output().replace(root.toString(), Workspace.ROOT) + note;
  }

  /** For everybody, since a sandbox may run as another user. */
  private static void open(Path root) throws IOException {
    if (!root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
  }
}
