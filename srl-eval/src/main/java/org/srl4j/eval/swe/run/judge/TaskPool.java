package org.srl4j.eval.swe.run.judge;

import java.io.Writer;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/**
 * The compiler's own pool of tasks, which keeps what it has read of the JDK from one compilation to
 * the next: about a tenth of the time for small sources. It is JShell's, in a package that is not
 * exported, so it is found by reflection and done without where it is not open to us.
 */
final class TaskPool {
  private static final String PACKAGE = "com.sun.tools.javac.api.";

  private final Object pool;
  private final Method getTask;
  private final Class<?> worker;

  private TaskPool(Object pool, Method getTask, Class<?> worker) {
    this.pool = pool;
    this.getTask = getTask;
    this.worker = worker;
  }

  /** The pool; empty where this JDK has none that we may use. */
  static Optional<TaskPool> find() {
    try {
      Class<?> type = Class.forName(PACKAGE + "JavacTaskPool");
      Class<?> worker = Class.forName(PACKAGE + "JavacTaskPool$Worker");
      Constructor<?> constructor = type.getConstructor(int.class);
      Method getTask =
          type.getMethod(
              "getTask",
              Writer.class,
              JavaFileManager.class,
              DiagnosticListener.class,
              Iterable.class,
              Iterable.class,
              Iterable.class,
              worker);
      return Optional.of(new TaskPool(constructor.newInstance(1), getTask, worker));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  /** Compiles; whether there was no error. */
  boolean call(
      JavaFileManager files,
      DiagnosticListener<JavaFileObject> errors,
      List<String> options,
      List<JavaFileObject> units) {
    Object calling =
        Proxy.newProxyInstance(
            TaskPool.class.getClassLoader(),
            new Class<?>[] {worker},
            (proxy, method, arguments) -> ((Callable<?>) arguments[0]).call());
    try {
      return (Boolean)
          getTask.invoke(pool, Writer.nullWriter(), files, errors, options, null, units, calling);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("the compiler failed: " + e, e);
    }
  }
}
