package org.srl4j.eval.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Classes that only make sense inside the kernel. Their sources are resources of this package and
 * are compiled against the kernel where it is run, so that nothing else depends on it.
 *
 * @param classPath what the sources refer to
 */
record KernelClasses(String classPath) {

  /**
   * Compiles.
   *
   * @param name of a source beside this class, without {@code .java}
   * @param to folder of the classes; made if missing
   * @throws IOException if it does not compile against this class path, or there is no compiler
   */
  void compile(String name, Path to) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException("the notebooks' kernel needs a JDK, not only a Java runtime");
    }
    Files.createDirectories(to);
    List<String> options = List.of("-proc:none", "-cp", classPath, "-d", to.toString());
    StringWriter messages = new StringWriter();
    if (!compiler.getTask(messages, null, null, options, null, List.of(source(name))).call()) {
      throw new IOException(name + " of the notebooks' kernel does not compile:\n" + messages);
    }
  }

  private static JavaFileObject source(String name) throws IOException {
    String file = name + ".java";
    try (InputStream in = KernelClasses.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new SimpleJavaFileObject(Path.of("/", file).toUri(), JavaFileObject.Kind.SOURCE) {
        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
          return text;
        }
      };
    }
  }
}
