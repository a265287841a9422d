package org.srl4j.eval.cli.example;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the Java of pages; statements stand in a method that has a policy. */
final class JavaExamples {
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public |final |abstract )*(?:class|record|interface|enum) (\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final String BEFORE =
      """
      import com.example.ideas.*;
      import java.util.*;
      import org.srl4j.core.reward.*;
      import org.srl4j.eval.api.*;
      import org.srl4j.models.block.*;
      import org.srl4j.models.policy.*;

      class Statements%d {
        void run(PolicyModel policy, PolicyModel base) throws Exception {
          %s
        }
      }
      """;

  private JavaExamples() {}

  /** One source; whole classes as they stand. */
  static JavaFileObject source(int number, String text) {
    Matcher type = TYPE.matcher(text);
    if (type.find()) {
      Matcher inside = PACKAGE.matcher(text);
      String folder = inside.find() ? inside.group(1).replace('.', '/') + "/" : "";
      return inMemory(folder + type.group(1), text);
    }
    return inMemory("Statements" + number, BEFORE.formatted(number, text));
  }

  private static JavaFileObject inMemory(String name, String text) {
    URI place = URI.create("example:///" + name + ".java");
    return new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** What the compiler says; empty if all is well. */
  static String compile(List<JavaFileObject> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-sourcepath",
            DocumentedBlock.ROOT.resolve("template/src/main/java").toString());
    boolean well = compiler.getTask(messages, null, null, options, null, sources).call();
    return well ? "" : messages.toString();
  }
}
