package org.srl4j.eval.swe.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.swe.run.child.ChildMain;

/**
 * The child's few classes in a folder that any user can read, beside an empty folder that the child
 * may write. Deletes both on close.
 */
final class ChildProgram implements AutoCloseable {
  /** All classes of the child's package. */
  private static final List<String> CLASSES =
      List.of(
          "CandidateTests",
          "CandidateTests$Classes",
          "ChildMain",
          "Job",
          "LimitedOutput",
          "Report",
          "Report$Kind",
          "SourceCompiler",
          "SourceCompiler$ClassFile",
          "SourceCompiler$Compiled",
          "SourceCompiler$Memory",
          "SourceCompiler$Source",
          "TaskPool");

  private static final String READABLE = "rwxr-xr-x";
  private static final String OPEN = "rwxrwxrwx";

  private final Path root;
  private final Path classes;
  private final Path work;

  ChildProgram() throws IOException {
    root = Files.createTempDirectory("srl-tests");
    classes = Files.createDirectory(root.resolve("classes"));
    work = Files.createDirectory(root.resolve("work"));
    allow(root, READABLE);
    allow(classes, READABLE);
    allow(work, OPEN);
    String folder = ChildMain.class.getPackageName().replace('.', '/');
    Path target = classes;
    for (String part : folder.split("/")) {
      target = Files.createDirectory(target.resolve(part));
      allow(target, READABLE);
    }
    for (String name : CLASSES) {
      try (InputStream bytes = ChildMain.class.getResourceAsStream(name + ".class")) {
        if (bytes == null) {
          throw new FileNotFoundException("class of the child JVM: " + name);
        }
        Files.copy(bytes, target.resolve(name + ".class"));
      }
    }
  }

  private static void allow(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  /** The folder that the child may write. */
  Path work() {
    return work;
  }

  /** What the child must see beside its folder. */
  List<Path> readable() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    List<Path> paths = new ArrayList<>(List.of(classes, home));
    Path settings = home.resolve("conf/security/java.security");
    if (Files.exists(settings)) {
      // Debian keeps the settings of a JDK under /etc, with links to them.
      Path folder = settings.toRealPath().getParent().getParent();
      if (!folder.startsWith(home.toRealPath())) {
        paths.add(folder);
      }
    }
    return paths;
  }

  /**
   * The child's command: as few modules as it needs, so that candidates find no way to look at the
   * heap or at memory, and nothing can be attached to it.
   */
  List<String> command(Limits limits) {
    int heap = limits.memoryMegabytes() / 4;
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heap + "m",
        "-Xss1m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:CompressedClassSpaceSize=64m",
        "-XX:ReservedCodeCacheSize=64m",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:+DisableAttachMechanism",
        "-XX:-UsePerfData",
        "-XX:ErrorFile=/dev/null",
        "-Djava.io.tmpdir=" + work,
        "-Dfile.encoding=UTF-8",
        "--limit-modules",
        "java.base,jdk.compiler",
        "--add-exports",
        "jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED",
        "-cp",
        classes.toString(),
        ChildMain.class.getName());
  }

  @Override
  public void close() throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(root)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
