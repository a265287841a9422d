package org.srl4j.eval.swe.run.child;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.srl4j.eval.swe.run.child.Report.Kind;

/**
 * Compiles one candidate and runs its tests, in a thread of its own.
 *
 * @param number the candidate's index in the job
 * @param sources texts by path
 * @param compiler in memory
 * @param reports where results go
 */
record CandidateTests(
    int number, Map<String, String> sources, SourceCompiler compiler, Queue<Report> reports)
    implements Runnable {
  private static final String FOLDER = "src/test/java/";
  private static final String SUFFIX = "Test.java";

  /** The candidate's classes over those of the JDK; ours cannot be found by their names. */
  private static final class Classes extends ClassLoader {
    private final Map<String, byte[]> bytes;

    Classes(Map<String, byte[]> bytes) {
      super(ClassLoader.getPlatformClassLoader());
      this.bytes = bytes;
      setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] found = bytes.get(name);
      if (found == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, found, 0, found.length);
    }
  }

  @Override
  public void run() {
    SourceCompiler.Compiled compiled = compiler.compile(sources);
    if (!compiled.errors().isEmpty()) {
      reports.add(Report.fault(number, compiled.errors()));
      return;
    }
    Classes classes = new Classes(compiled.classes());
    Thread.currentThread().setContextClassLoader(classes);
    List<String> names =
        sources.keySet().stream()
            .filter(path -> path.startsWith(FOLDER) && path.endsWith(SUFFIX))
            .map(path -> path.substring(FOLDER.length(), path.length() - ".java".length()))
            .map(path -> path.replace('/', '.'))
            .sorted()
            .toList();
    for (String name : names) {
      try {
        test(Class.forName(name, false, classes));
      } catch (ClassNotFoundException | LinkageError e) {
        reports.add(Report.fault(number, name + ": cannot be loaded: " + e.getClass().getName()));
        return;
      }
    }
    reports.add(Report.of(number, Kind.DONE));
  }

  private void test(Class<?> tests) {
    Arrays.stream(tests.getMethods())
        .filter(method -> isTest(method, tests))
        .sorted(Comparator.comparing(Method::getName))
        .forEach(method -> test(tests, method));
  }

  private static boolean isTest(Method method, Class<?> tests) {
    return method.getReturnType() == void.class
        && method.getParameterCount() == 0
        && !Modifier.isStatic(method.getModifiers())
        && !Modifier.isAbstract(method.getModifiers())
        && method.getDeclaringClass().getClassLoader() == tests.getClassLoader();
  }

  private void test(Class<?> tests, Method method) {
    String id = tests.getName() + "::" + method.getName();
    String failure;
    try {
      Constructor<?> constructor = tests.getDeclaredConstructor();
      constructor.setAccessible(true);
      method.setAccessible(true);
      method.invoke(constructor.newInstance());
      reports.add(new Report(number, Kind.PASSED, id, ""));
      return;
    } catch (InvocationTargetException e) {
      failure = describe(e.getCause(), tests);
    } catch (ReflectiveOperationException | LinkageError e) {
      failure = describe(e, tests); // no such constructor, or a static initialiser that fails
    }
    reports.add(new Report(number, Kind.FAILED, id, failure));
  }

  private static String describe(Throwable failure, Class<?> tests) {
    try {
      String place =
          Arrays.stream(failure.getStackTrace())
              .filter(frame -> frame.getClassName().equals(tests.getName()))
              .findFirst()
              .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
              .orElse("");
      return failure + place;
    } catch (RuntimeException e) {
      return failure.getClass().getName(); // an exception of the candidate that cannot be printed
    }
  }
}
