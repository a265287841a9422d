package org.srl4j.eval.swe.run.judge;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.swe.run.wire.Report;
import org.srl4j.eval.swe.run.wire.Report.Kind;

/**
 * Runs the tests of one candidate.
 *
 * @param session with the candidate
 * @param reports where results go
 */
record Tests(Session session, Reports reports) {
  private static final String FOLDER = "src/test/java/";
  private static final String SUFFIX = "Test.java";

  /** Takes results. */
  @FunctionalInterface
  interface Reports {
    /** One after the other. */
    void add(Report report) throws IOException;
  }

  /** Runs all tests; the report that ends them. */
  Report run(Map<String, String> sources, TestClasses classes) throws IOException {
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
        return Report.fault(name + ": cannot be loaded: " + e.getClass().getName());
      }
      Optional<String> fault = session.fault();
      if (fault.isPresent()) {
        return Report.fault(fault.get());
      }
    }
    return new Report(Kind.DONE, "", "");
  }

  private void test(Class<?> tests) throws IOException {
    List<Method> methods =
        Arrays.stream(tests.getMethods())
            .filter(method -> isTest(method, tests))
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    for (Method method : methods) {
      Report report = test(tests, method);
      if (session.fault().isPresent()) {
        return; // whatever the test said, it has not run to its end
      }
      reports.add(report);
    }
  }

  private static boolean isTest(Method method, Class<?> tests) {
    return method.getReturnType() == void.class
        && method.getParameterCount() == 0
        && !Modifier.isStatic(method.getModifiers())
        && !Modifier.isAbstract(method.getModifiers())
        && method.getDeclaringClass().getClassLoader() == tests.getClassLoader();
  }

  private Report test(Class<?> tests, Method method) {
    String id = tests.getName() + "::" + method.getName();
    String failure = failure(tests, method);
    failure = session.takeDisagreement().orElse(failure);
    return new Report(failure.isEmpty() ? Kind.PASSED : Kind.FAILED, id, failure);
  }

  /** Why the test failed; empty if it passed. */
  private String failure(Class<?> tests, Method method) {
    try {
      session.nextTest();
      Constructor<?> constructor = tests.getDeclaredConstructor();
      constructor.setAccessible(true);
      method.setAccessible(true);
      method.invoke(constructor.newInstance());
      return "";
    } catch (InvocationTargetException e) {
      return describe(e.getCause(), tests);
    } catch (ReflectiveOperationException | LinkageError | Session.GoneError e) {
      return describe(e, tests); // no such constructor, or a static initialiser that fails
    }
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
    } catch (RuntimeException | Error e) {
      return failure.getClass().getName(); // an exception of the candidate that cannot be printed
    }
  }
}
