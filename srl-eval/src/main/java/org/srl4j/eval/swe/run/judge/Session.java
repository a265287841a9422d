package org.srl4j.eval.swe.run.judge;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.swe.run.wire.Border;
import org.srl4j.eval.swe.run.wire.Frame;
import org.srl4j.eval.swe.run.wire.NotServedError;
import org.srl4j.eval.swe.run.wire.Text;

/**
 * Calls of one candidate's members, from the tests' side. What cannot be served, and the end of the
 * candidate's process, are errors that are remembered: a test that catches them gains nothing.
 */
final class Session extends Border {
  private static final int SHOWN_BEFORE = 20;
  private static final int SHOWN = 60;
  private static final Member EQUALS =
      new Member("java.lang.Object", "equals", "(Ljava/lang/Object;)Z");

  private final DataInputStream in;
  private final DataOutputStream out;
  private final ClassLoader classes;
  private final Map<Integer, Object> known = new HashMap<>();
  private Optional<String> fault = Optional.empty();
  private Optional<String> disagreement = Optional.empty();

  /**
   * A method or constructor.
   *
   * @param owner binary name of the class that declares it
   * @param name {@code <init>} for a constructor
   * @param descriptor of parameters and result
   */
  record Member(String owner, String name, String descriptor) {}

  /** There is no candidate any more; no test should catch it. */
  static final class GoneError extends Error {
    private static final long serialVersionUID = 1;

    GoneError(String message) {
      super(message);
    }
  }

  /**
   * A session.
   *
   * @param in from the parent
   * @param out to the parent
   * @param classes has the stand-ins
   */
  Session(DataInputStream in, DataOutputStream out, ClassLoader classes) {
    super(0);
    this.in = in;
    this.out = out;
    this.classes = classes;
  }

  /** Why the candidate cannot be judged; empty if nothing speaks against it. */
  synchronized Optional<String> fault() {
    return fault;
  }

  /** Why the test that has just run fails whatever it says; asked for once. */
  synchronized Optional<String> takeDisagreement() {
    Optional<String> taken = disagreement;
    disagreement = Optional.empty();
    return taken;
  }

  /** Forgets containers of the test before, on both sides. */
  synchronized void nextTest() {
    forget();
    exchange(new Frame(Frame.Type.CALL, new byte[] {'C'}));
  }

  synchronized Object call(Member member, Object target, Object[] arguments) {
    return answer(ask(invocation(member, target, arguments)), this::read);
  }

  private Body invocation(Member member, Object target, Object[] arguments) {
    return what -> {
      what.writeByte('I');
      Text.write(what, member.owner());
      Text.write(what, member.name());
      Text.write(what, member.descriptor());
      write(what, target);
      what.writeByte(arguments.length);
      for (Object argument : arguments) {
        write(what, argument);
      }
    };
  }

  synchronized int create(Member constructor, Object[] arguments) {
    return answer(ask(invocation(constructor, null, arguments)), Session::readCreated);
  }

  /** The number alone: the stand-in is being made by whoever asked. */
  private static int readCreated(DataInputStream in) throws IOException {
    boolean own = in.readUnsignedByte() == 'X' && in.readUnsignedByte() == 'H';
    int number = own ? in.readInt() : 0;
    Text.read(in);
    if (number < 1 || in.readInt() != 0) {
      throw new IOException("a constructor returned no object of its class");
    }
    return number;
  }

  synchronized void created(Remote standIn) {
    known.putIfAbsent(standIn.srl4jNumber(), standIn);
  }

  synchronized boolean same(Object first, Object second) {
    if (second == null || !(isRemote(second))) {
      return false;
    }
    if (!(boolean) call(EQUALS, first, new Object[] {second})) {
      return false;
    }
    Frame reply =
        ask(
            what -> {
              what.writeByte('F');
              write(what, first);
              write(what, second);
            });
    List<String> texts = answer(reply, from -> List.of((String) read(from), (String) read(from)));
    if (!texts.get(0).equals(texts.get(1))) {
      String why =
          "equals says yes of objects whose fields differ: "
              + difference(texts.get(0), texts.get(1));
      disagreement = disagreement.or(() -> Optional.of(why));
      throw new AssertionError(why);
    }
    return true;
  }

  /** Where two texts part, for people. */
  private static String difference(String first, String second) {
    int at = 0;
    while (at < Math.min(first.length(), second.length())
        && first.charAt(at) == second.charAt(at)) {
      at++;
    }
    return part(first, at) + " and " + part(second, at);
  }

  private static String part(String text, int at) {
    int from = Math.max(0, at - SHOWN_BEFORE);
    return text.substring(from, Math.min(text.length(), from + SHOWN));
  }

  private static boolean isRemote(Object o) {
    return o instanceof Remote
        || Proxy.isProxyClass(o.getClass()) && Proxy.getInvocationHandler(o) instanceof Handler;
  }

  private Frame ask(Body body) {
    try {
      return exchange(
          frame(
              Frame.Type.CALL,
              what -> {
                body.write(what);
                writeChanges(what);
              }));
    } catch (NotServedError e) {
      throw refuse(e.getMessage());
    } catch (IOException e) {
      throw gone("a question could not be written: " + e.getMessage());
    }
  }

  private Frame exchange(Frame question) {
    if (fault.isPresent()) {
      throw new GoneError(fault.get());
    }
    try {
      question.write(out);
      Frame reply = Frame.read(in);
      if (reply.type() == Frame.Type.GONE) {
        throw gone(Text.read(input(reply)));
      }
      return reply;
    } catch (IOException e) {
      throw gone("the parent has ended");
    }
  }

  private GoneError gone(String why) {
    fault = fault.or(() -> Optional.of(why));
    return new GoneError(why);
  }

  private NotServedError refuse(String what) {
    fault = fault.or(() -> Optional.of("not served: " + what));
    return new NotServedError(what);
  }

  /** Reads a part of a reply. */
  @FunctionalInterface
  private interface Part<T> {
    T read(DataInputStream in) throws IOException;
  }

  private <T> T answer(Frame reply, Part<T> part) {
    DataInputStream from = input(reply);
    Throwable thrown;
    try {
      switch (from.readUnsignedByte()) {
        case 'R' -> {
          T result = part.read(from);
          readChanges(from);
          return result;
        }
        case 'T' -> {
          thrown = new Exceptions(classes, this::arrived).read(from);
          readChanges(from);
        }
        case 'N' -> throw refuse(Text.read(from));
        default -> throw new IOException("no answer");
      }
    } catch (NotServedError e) {
      throw refuse(e.getMessage());
    } catch (IOException | RuntimeException e) {
      throw gone("the candidate's process gave a broken answer: " + e.getMessage());
    }
    throw Session.<Error>sneaky(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** A stand-in for an object of the candidate's process: the one that we have, or a new one. */
  private Object arrived(int number, String type) throws IOException {
    Object before = known.get(number);
    if (before != null) {
      return before;
    }
    try {
      Class<?> standIn = Class.forName(type, true, classes);
      if (standIn.getClassLoader() != classes) {
        throw new IOException(type + " is no class of the candidate");
      }
      Constructor<?> constructor = standIn.getDeclaredConstructor(Arrival.class);
      constructor.setAccessible(true);
      Object made = constructor.newInstance(new Arrival(number));
      known.put(number, made);
      return made;
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IOException("no class " + type + ": " + e, e);
    }
  }

  /** Calls of a proxy's methods; the object's class has no name, so that it has no stand-in. */
  private record Handler(Session session, int number) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      Object[] all = arguments == null ? new Object[0] : arguments;
      if (method.getName().equals("equals") && all.length == 1) {
        return proxy == all[0] || session.same(proxy, all[0]);
      }
      String descriptor =
          MethodType.methodType(method.getReturnType(), method.getParameterTypes())
              .toMethodDescriptorString();
      String owner = method.getDeclaringClass().getName();
      return session.call(new Member(owner, method.getName(), descriptor), proxy, all);
    }
  }

  @Override
  protected void writeOther(DataOutputStream what, Object o) throws IOException {
    if (o instanceof Remote remote) {
      what.writeByte('H');
      what.writeInt(remote.srl4jNumber());
    } else if (isRemote(o)) {
      what.writeByte('H');
      what.writeInt(((Handler) Proxy.getInvocationHandler(o)).number());
    } else if (o instanceof Enum<?> constant && isStandIn(constant.getDeclaringClass())) {
      what.writeByte('E');
      Text.write(what, constant.getDeclaringClass().getName());
      Text.write(what, constant.name());
    } else {
      throw new NotServedError(
          "a test hands an object of "
              + o.getClass().getName()
              + " to the candidate; numbers, texts, arrays, collections of the JDK and the"
              + " candidate's own objects can be handed over");
    }
  }

  private static boolean isStandIn(Class<?> type) {
    return type.getClassLoader() instanceof TestClasses loader && loader.isStandIn(type.getName());
  }

  @Override
  protected Object readOther(DataInputStream from) throws IOException {
    if (from.readUnsignedByte() == 'E') {
      return constant(Text.read(from), Text.read(from));
    }
    int number = from.readInt();
    String type = Text.read(from);
    List<String> interfaces = new ArrayList<>();
    for (int left = Math.min(from.readInt(), from.available()); left > 0; left--) {
      interfaces.add(Text.read(from));
    }
    if (number < 1) {
      throw new IOException("no object " + number);
    }
    return interfaces.isEmpty() ? arrived(number, type) : proxy(number, interfaces);
  }

  private Object proxy(int number, List<String> names) throws IOException {
    Object before = known.get(number);
    if (before != null) {
      return before;
    }
    try {
      List<Class<?>> interfaces = new ArrayList<>();
      for (String name : names) {
        interfaces.add(Class.forName(name, false, classes));
      }
      Object made =
          Proxy.newProxyInstance(
              classes, interfaces.toArray(Class<?>[]::new), new Handler(this, number));
      known.put(number, made);
      return made;
    } catch (ClassNotFoundException | IllegalArgumentException e) {
      throw new IOException("no object of " + names, e);
    }
  }

  private Object constant(String type, String name) throws IOException {
    try {
      Class<?> found = Class.forName(type, true, classes);
      Object[] all = isStandIn(found) && found.isEnum() ? found.getEnumConstants() : new Object[0];
      for (Object constant : all) {
        if (((Enum<?>) constant).name().equals(name)) {
          return constant;
        }
      }
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IOException("no class " + type, e);
    }
    throw new IOException("no constant " + type + "." + name);
  }

  @Override
  protected Class<?> component(String arrayDescriptor) throws IOException {
    try {
      return MethodType.fromMethodDescriptorString("()" + arrayDescriptor, classes)
          .returnType()
          .getComponentType();
    } catch (TypeNotPresentException | IllegalArgumentException e) {
      throw new IOException("no class of " + arrayDescriptor, e);
    }
  }
}
