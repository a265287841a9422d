package org.srl4j.eval.swe.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.sandbox.Removal;
import org.srl4j.eval.swe.run.answer.AnswerMain;
import org.srl4j.eval.swe.run.judge.JudgeMain;
import org.srl4j.eval.swe.run.wire.Frame;

/**
 * The classes of the children in folders that any user can read. Not thread-safe.
 *
 * @see #folder the folders that children may write
 */
final class ChildProgram {
  private static final String READABLE = "rwxr-xr-x";
  private static final String FILE = "rw-r--r--";
  private static final String OPEN = "rwxrwxrwx";
  private static final String JUDGE = "judge";
  private static final String ANSWER = "answer";

  private final Path root;
  private final Path library;

  ChildProgram() throws IOException {
    root = Files.createTempDirectory("srl-tests").toRealPath();
    allow(root, READABLE);
    copy(JudgeMain.class, JUDGE);
    copy(AnswerMain.class, ANSWER);
    for (String program : List.of(JUDGE, ANSWER)) {
      copy(Frame.class, program);
    }
    library = root.resolve("asm.jar");
    Files.copy(source(ClassReader.class), library);
    allow(library, FILE);
  }

  private static Path source(Class<?> type) throws IOException {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("no place of " + type, e);
    }
  }

  /** Copies all classes of a class's package. */
  private void copy(Class<?> type, String program) throws IOException {
    String folder = type.getPackageName().replace('.', '/');
    Path target = root.resolve(program);
    for (String part : (".," + folder.replace('/', ',')).split(",")) {
      target = target.resolve(part).normalize();
      Files.createDirectories(target);
      allow(target, READABLE);
    }
    Path source = source(type);
    if (Files.isDirectory(source)) {
      copyAll(source.resolve(folder), target);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(source)) {
      copyAll(jar.getPath(folder), target);
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    List<Path> classes;
    try (Stream<Path> all = Files.list(from)) {
      classes = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : classes) {
      Path copy = to.resolve(file.getFileName().toString());
      Files.copy(file, copy);
      allow(copy, FILE);
    }
  }

  private static void allow(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  /** A new folder that a child may write; {@link Removal} takes it away. */
  Path folder() throws IOException {
    Path folder = Files.createTempDirectory(root, "work");
    allow(folder, OPEN);
    return folder;
  }

  /** What the judge must see. */
  List<Path> judgeReads() throws IOException {
    List<Path> paths = new ArrayList<>(List.of(root.resolve(JUDGE), library));
    paths.addAll(java());
    return paths;
  }

  /** What the candidate's process must see. */
  List<Path> answerReads() throws IOException {
    List<Path> paths = new ArrayList<>(List.of(root.resolve(ANSWER)));
    paths.addAll(java());
    return paths;
  }

  private static List<Path> java() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    List<Path> paths = new ArrayList<>(List.of(home));
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

  /** The judge's command: the compiler, and what makes stand-ins. */
  List<String> judge(Limits limits, Path folder) {
    List<String> command = jvm(limits, folder);
    command.addAll(
        List.of(
            "--limit-modules",
            "java.base,jdk.compiler",
            "--add-exports",
            "jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED",
            "-cp",
            root.resolve(JUDGE) + ":" + library,
            JudgeMain.class.getName()));
    return command;
  }

  /** The command of the candidate's process. */
  List<String> answer(Limits limits, Path folder) {
    List<String> command = jvm(limits, folder);
    command.addAll(
        List.of(
            "--limit-modules",
            "java.base",
            "-cp",
            root.resolve(ANSWER).toString(),
            AnswerMain.class.getName(),
            "" + limits.outputBytes()));
    return command;
  }

  private static List<String> jvm(Limits limits, Path folder) {
    int heap = limits.memoryMegabytes() / 4;
    return new ArrayList<>(
        List.of(
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
            "-Djava.io.tmpdir=" + folder,
            "-Dfile.encoding=UTF-8"));
  }

  /** Removes everything; what could not be removed. */
  List<String> remove() {
    return Removal.of(root);
  }
}
