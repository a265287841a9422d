package org.srl4j.eval.swe.run.judge;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.srl4j.eval.swe.run.wire.NotServedError;
import org.srl4j.eval.swe.run.wire.Text;

/**
 * What a candidate threw, made anew: of the JDK's class with the same message, or a stand-in.
 *
 * @param classes has the stand-ins
 * @param own makes a stand-in
 */
record Exceptions(ClassLoader classes, StandIns own) {
  private static final int MAX_NAMES = 100;
  private static final int MAX_CAUSES = 10;

  /** Makes stand-ins. */
  @FunctionalInterface
  interface StandIns {
    /** The stand-in of an object by its number and class. */
    Object of(int number, String type) throws IOException;
  }

  /** Reads one. */
  Throwable read(DataInputStream in) throws IOException {
    return read(in, MAX_CAUSES);
  }

  private Throwable read(DataInputStream in, int causes) throws IOException {
    List<String> names = new ArrayList<>();
    int count = in.readInt();
    if (count < 1 || count > MAX_NAMES || causes == 0) {
      throw new IOException("an exception of " + count + " classes");
    }
    for (int i = 0; i < count; i++) {
      names.add(Text.read(in));
    }
    boolean hasMessage = in.readBoolean();
    String text = Text.read(in);
    int number = in.readInt();
    Throwable thrown =
        number > 0 ? standIn(number, names.get(0)) : ofTheJdk(names, hasMessage ? text : null);
    if (in.readBoolean()) {
      Throwable cause = read(in, causes - 1);
      if (thrown.getCause() == null && cause != thrown) {
        init(thrown, cause);
      }
    }
    return thrown;
  }

  private static void init(Throwable thrown, Throwable cause) {
    try {
      thrown.initCause(cause);
    } catch (IllegalStateException e) {
      // Its constructor has said that there is none.
    }
  }

  private Throwable standIn(int number, String type) throws IOException {
    if (own.of(number, type) instanceof Throwable thrown) {
      return thrown;
    }
    throw new IOException(type + " is no exception");
  }

  /** The nearest class that we have; it is one of java.base's, so the nearest is the same. */
  private Throwable ofTheJdk(List<String> names, String message) throws IOException {
    Class<?> type;
    try {
      type = Class.forName(names.get(0), true, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IOException("no class " + names.get(0), e);
    }
    if (!Throwable.class.isAssignableFrom(type)) {
      throw new IOException(names.get(0) + " is no exception");
    }
    for (Class<?>[] parameters : new Class<?>[][] {{String.class}, {Object.class}, {}}) {
      try {
        Constructor<?> constructor = type.getConstructor(parameters);
        Object[] arguments = parameters.length == 0 ? new Object[0] : new Object[] {message};
        return (Throwable) constructor.newInstance(arguments);
      } catch (ReflectiveOperationException e) {
        continue; // another constructor
      }
    }
    throw new NotServedError("the candidate threw a " + names.get(0) + ", which cannot be copied");
  }
}
