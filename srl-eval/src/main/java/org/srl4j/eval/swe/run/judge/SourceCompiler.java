package org.srl4j.eval.swe.run.judge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles sources in memory, against {@code java.base} alone. One is kept for many candidates, as
 * the compiler's view of the JDK is costly. Not thread-safe.
 */
final class SourceCompiler {
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-nowarn", "-Xlint:none", "--limit-modules", "java.base");
  private static final String TESTS = "src/test/";
  private static final int ERRORS_SHOWN = 3;

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final Optional<TaskPool> pool;
  private final Memory memory;

  /** A compiler, with one view of the JDK for all candidates where the JDK allows it. */
  SourceCompiler() throws IOException {
    StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
    files.setLocation(StandardLocation.CLASS_PATH, List.of());
    memory = new Memory(files);
    pool = TaskPool.find();
  }

  /**
   * What the compiler made.
   *
   * @param tests bytes of the tests' classes by binary name
   * @param candidate bytes of all other classes by binary name
   * @param errors the first errors, {@code path:line: message}; empty if there are none
   */
  record Compiled(Map<String, byte[]> tests, Map<String, byte[]> candidate, String errors) {}

  /**
   * Compiles.
   *
   * @param sources texts by path
   */
  Compiled compile(Map<String, String> sources) {
    memory.classes.clear();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((path, text) -> units.add(new Source(path, text)));
    boolean good =
        pool.isPresent()
            ? pool.get().call(memory, diagnostics, OPTIONS, units)
            : compiler
                .getTask(Writer.nullWriter(), memory, diagnostics, OPTIONS, null, units)
                .call();
    String errors = good ? "" : errors(diagnostics);
    return new Compiled(memory.bytes(true), memory.bytes(false), errors);
  }

  private static String errors(DiagnosticCollector<JavaFileObject> diagnostics) {
    List<String> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        String place =
            diagnostic.getSource() instanceof Source source
                ? source.path + ":" + diagnostic.getLineNumber() + ": "
                : "";
        errors.add(place + diagnostic.getMessage(Locale.ENGLISH));
      }
    }
    String shown = String.join("\n", errors.subList(0, Math.min(ERRORS_SHOWN, errors.size())));
    int more = errors.size() - ERRORS_SHOWN;
    return "compile error: " + shown + (more > 0 ? "\nand " + more + " more" : "");
  }

  /** Keeps every letter, as the compiler compares a file's name with the class in it. */
  private static URI uri(String path) {
    try {
      return new URI("memory", null, "/" + path, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("path \"" + path + "\": " + e.getReason(), e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String path;
    private final String text;

    Source(String path, String text) {
      super(uri(path), Kind.SOURCE);
      this.path = path;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean ofTests;

    ClassFile(String name, boolean ofTests) {
      super(uri(name.replace('.', '/') + ".class"), Kind.CLASS);
      this.ofTests = ofTests;
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ClassFile> classes = new HashMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      boolean ofTests = sibling instanceof Source source && source.path.startsWith(TESTS);
      return classes.computeIfAbsent(name, n -> new ClassFile(n, ofTests));
    }

    Map<String, byte[]> bytes(boolean ofTests) {
      Map<String, byte[]> bytes = new HashMap<>();
      classes.forEach(
          (name, file) -> {
            if (file.ofTests == ofTests) {
              bytes.put(name, file.bytes.toByteArray());
            }
          });
      return bytes;
    }
  }
}
