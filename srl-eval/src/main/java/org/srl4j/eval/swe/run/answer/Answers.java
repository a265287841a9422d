package org.srl4j.eval.swe.run.answer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.eval.swe.run.wire.Border;
import org.srl4j.eval.swe.run.wire.Frame;
import org.srl4j.eval.swe.run.wire.NotServedError;
import org.srl4j.eval.swe.run.wire.Text;

/** Calls a candidate's members. Objects of its classes are numbered and kept. Not thread-safe. */
final class Answers extends Border {
  private static final int CAUSES = 5;

  private final CandidateClasses classes;
  private final List<Object> objects = new ArrayList<>();
  private final Map<Object, Integer> numbers = new IdentityHashMap<>();

  Answers(CandidateClasses classes) {
    super(1);
    this.classes = classes;
    Thread.currentThread().setContextClassLoader(classes);
  }

  /** The answer to a {@link Frame.Type#CALL}. */
  Frame answer(Frame call) throws IOException {
    try {
      DataInputStream in = input(call);
      int what = in.readUnsignedByte();
      return switch (what) {
        case 'I' -> invoke(in);
        case 'F' -> fields(in);
        default -> {
          forget();
          yield Frame.of(Frame.Type.REPLY);
        }
      };
    } catch (NotServedError e) {
      return refused(e.getMessage());
    } catch (StackOverflowError e) {
      return refused("objects that hold each other without end");
    } catch (ReflectiveOperationException | LinkageError e) {
      return thrown(e); // no such member, or a class that cannot be linked
    }
  }

  private static Frame refused(String message) throws IOException {
    return frame(
        Frame.Type.REPLY,
        out -> {
          out.writeByte('N');
          Text.write(out, message);
        });
  }

  private Frame invoke(DataInputStream in) throws IOException, ReflectiveOperationException {
    String owner = Text.read(in);
    String name = Text.read(in);
    String descriptor = Text.read(in);
    Object target = read(in);
    Object[] arguments = new Object[in.readUnsignedByte()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = read(in);
    }
    readChanges(in);
    Object result;
    try {
      result = call(owner, name, descriptor, target, arguments);
    } catch (InvocationTargetException e) {
      return thrown(e.getCause());
    }
    return frame(
        Frame.Type.REPLY,
        out -> {
          out.writeByte('R');
          write(out, result);
          writeChanges(out);
        });
  }

  private Object call(
      String owner, String name, String descriptor, Object target, Object[] arguments)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(owner, false, classes);
    Class<?>[] parameters =
        MethodType.fromMethodDescriptorString(descriptor, classes).parameterArray();
    if (name.equals("<init>")) {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    }
    Method method = type.getDeclaredMethod(name, parameters);
    if (classes.has(type)) {
      method.setAccessible(true);
    }
    return method.invoke(target, arguments);
  }

  private Frame fields(DataInputStream in) throws IOException {
    Object first = read(in);
    Object second = read(in);
    readChanges(in);
    return frame(
        Frame.Type.REPLY,
        out -> {
          out.writeByte('R');
          write(out, Fields.text(first, classes));
          write(out, Fields.text(second, classes));
          writeChanges(out);
        });
  }

  private Frame thrown(Throwable thrown) throws IOException {
    return frame(
        Frame.Type.REPLY,
        out -> {
          out.writeByte('T');
          writeThrown(out, thrown, CAUSES);
          writeChanges(out);
        });
  }

  /** Its classes, the nearest first; its message; its number if it is of a candidate's class. */
  private void writeThrown(DataOutputStream out, Throwable thrown, int causes) throws IOException {
    List<String> names = new ArrayList<>();
    for (Class<?> type = thrown.getClass(); type != Object.class; type = type.getSuperclass()) {
      names.add(type.getName());
    }
    out.writeInt(names.size());
    for (String name : names) {
      Text.write(out, name);
    }
    boolean own = classes.has(thrown.getClass());
    String message = own ? null : thrown.getMessage();
    out.writeBoolean(message != null);
    Text.write(out, message == null ? "" : message);
    out.writeInt(own ? number(thrown) : 0);
    Throwable cause = own || causes == 0 ? null : thrown.getCause();
    out.writeBoolean(cause != null);
    if (cause != null) {
      writeThrown(out, cause, causes - 1);
    }
  }

  private int number(Object o) {
    return numbers.computeIfAbsent(
        o,
        added -> {
          objects.add(added);
          return objects.size();
        });
  }

  /** A constant of an enum, or a number with a class or, where it has no name, interfaces. */
  @Override
  protected void writeOther(DataOutputStream out, Object o) throws IOException {
    if (o instanceof Enum<?> constant) {
      out.writeByte('E');
      Text.write(out, constant.getDeclaringClass().getName());
      Text.write(out, constant.name());
      return;
    }
    out.writeByte('H');
    out.writeInt(number(o));
    boolean named = classes.has(o.getClass());
    Text.write(out, named ? o.getClass().getName() : "");
    Set<String> interfaces = named ? Set.of() : interfaces(o);
    out.writeInt(interfaces.size());
    for (String name : interfaces) {
      Text.write(out, name);
    }
  }

  private static Set<String> interfaces(Object o) {
    Set<String> names = new LinkedHashSet<>();
    for (Class<?> type = o.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> each : type.getInterfaces()) {
        if (Modifier.isPublic(each.getModifiers())) {
          names.add(each.getName());
        }
      }
    }
    if (names.isEmpty()) {
      throw new NotServedError(
          "an object of " + o.getClass().getName() + " cannot be handed to a test");
    }
    return names;
  }

  @Override
  protected Object readOther(DataInputStream in) throws IOException {
    if (in.readUnsignedByte() == 'E') {
      return constant(Text.read(in), Text.read(in));
    }
    int number = in.readInt();
    if (number < 1 || number > objects.size()) {
      throw new IOException("no object " + number);
    }
    return objects.get(number - 1);
  }

  private Object constant(String type, String name) throws IOException {
    try {
      for (Object constant : Class.forName(type, true, classes).getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(name)) {
          return constant;
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IOException("no class " + type, e);
    }
    throw new IOException("no constant " + type + "." + name);
  }

  @Override
  protected Class<?> component(String arrayDescriptor) throws IOException {
    try {
      Class<?> array =
          MethodType.fromMethodDescriptorString("()" + arrayDescriptor, classes).returnType();
      return array.getComponentType();
    } catch (TypeNotPresentException e) {
      throw new IOException("no class of " + arrayDescriptor, e);
    }
  }
}
