package org.srl4j.eval.swe.run.judge;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_BRIDGE;
import static org.objectweb.asm.Opcodes.ACC_ENUM;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_NATIVE;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNCHRONIZED;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ACC_VARARGS;
import static org.objectweb.asm.Opcodes.V17;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.srl4j.eval.swe.run.judge.Stubs.Method;
import org.srl4j.eval.swe.run.judge.Stubs.Shape;

/**
 * Writes one stand-in. No body branches, so there are no stack maps.
 *
 * @param shape of the candidate's class
 * @param extendsOwn whether its superclass is a stand-in too
 */
record StandIn(Shape shape, boolean extendsOwn) {
  private static final String BRIDGE = Type.getInternalName(Bridge.class);
  private static final String REMOTE = Type.getInternalName(Remote.class);
  private static final String ARRIVAL = Type.getInternalName(Arrival.class);
  private static final String FROM_ARRIVAL = "(L" + ARRIVAL + ";)V";
  private static final String NUMBER = "srl4jNumber";
  private static final String OBJECT = "java/lang/Object";
  private static final String EQUALS = "(Ljava/lang/Object;)Z";
  private static final String TEXT = "()Ljava/lang/String;";
  private static final int KEPT_OF_METHODS = ~(ACC_NATIVE | ACC_SYNCHRONIZED | ACC_ABSTRACT);

  byte[] bytes() {
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    boolean isInterface = shape.is(ACC_INTERFACE);
    List<String> interfaces = new ArrayList<>(shape.interfaces());
    if (!isInterface && !isEnum() && !extendsOwn) {
      interfaces.add(REMOTE);
    }
    int access = isInterface ? shape.access() : shape.access() & ~(ACC_ABSTRACT | ACC_FINAL);
    out.visit(
        V17,
        access | (isInterface ? 0 : ACC_SUPER),
        shape.name(),
        null,
        shape.superName(),
        interfaces.toArray(String[]::new));
    shape
        .inner()
        .forEach(each -> out.visitInnerClass(each[0], each[1], each[2], Integer.parseInt(each[3])));
    if (isEnum()) {
      new EnumStandIn(shape, extendsOwn).write(out);
    } else if (!isInterface) {
      identity(out);
    }
    shape.methods().forEach(method -> member(out, method));
    out.visitEnd();
    return out.toByteArray();
  }

  private boolean isEnum() {
    return shape.is(ACC_ENUM);
  }

  private void member(ClassWriter out, Method method) {
    boolean shown = !method.is(ACC_PRIVATE) && !method.name().equals("<clinit>");
    boolean isAbstract = shape.is(ACC_INTERFACE) && method.is(ACC_ABSTRACT);
    if (isAbstract) {
      out.visitMethod(method.access(), method.name(), method.descriptor(), null, null).visitEnd();
    } else if (shown && method.name().equals("<init>")) {
      if (!isEnum()) {
        constructor(out, method);
      }
    } else if (shown && !isMadeHere(method)) {
      forward(out, method);
    }
  }

  private boolean isMadeHere(Method method) {
    boolean ofEnum =
        isEnum() && method.is(ACC_STATIC) && Set.of("values", "valueOf").contains(method.name());
    boolean ofObject =
        method.descriptor().equals(EQUALS) && method.name().equals("equals")
            || method.descriptor().equals(TEXT)
                && Set.of("toString", "getMessage").contains(method.name())
            || method.descriptor().equals("()I") && method.name().equals("hashCode");
    return ofEnum || ofObject && !shape.is(ACC_INTERFACE) && !isEnum() || isOwnEquals(method);
  }

  /** Another equals with one argument: the compiler would prefer it for objects of one class. */
  private boolean isOwnEquals(Method method) {
    return method.name().equals("equals")
        && method.descriptor().startsWith("(L")
        && method.descriptor().endsWith(";)Z")
        && Type.getArgumentTypes(method.descriptor()).length == 1
        && !method.descriptor().equals(EQUALS);
  }

  /** Number, constructor of what arrives, and what every object has. */
  private void identity(ClassWriter out) {
    if (!extendsOwn) {
      out.visitField(ACC_PUBLIC | ACC_SYNTHETIC, NUMBER, "I", null, null).visitEnd();
      number(out);
    }
    arrival(out);
    for (Method method : shape.methods()) {
      if (isOwnEquals(method)) {
        same(out, method);
      }
    }
    if (extendsOwn) {
      return;
    }
    same(out, new Method(ACC_PUBLIC, "equals", EQUALS));
    forward(out, new Method(ACC_PUBLIC, "hashCode", "()I"), OBJECT);
    forward(out, new Method(ACC_PUBLIC, "toString", TEXT), OBJECT);
    if (Stubs.isException(shape.superName())) {
      forward(out, new Method(ACC_PUBLIC, "getMessage", TEXT), "java/lang/Throwable");
    }
  }

  private void number(ClassWriter out) {
    MethodVisitor code = out.visitMethod(ACC_PUBLIC | ACC_FINAL, NUMBER, "()I", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, shape.name(), NUMBER, "I");
    end(code, Opcodes.IRETURN);
  }

  /** With null it only makes way for the constructor of a subclass. */
  private void arrival(ClassWriter out) {
    MethodVisitor code = out.visitMethod(ACC_PUBLIC, "<init>", FROM_ARRIVAL, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    if (extendsOwn) {
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitMethodInsn(Opcodes.INVOKESPECIAL, shape.superName(), "<init>", FROM_ARRIVAL, false);
    } else {
      superOfTheJdk(code);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "numberOf", "(L" + ARRIVAL + ";)I", false);
      code.visitFieldInsn(Opcodes.PUTFIELD, shape.name(), NUMBER, "I");
    }
    end(code, Opcodes.RETURN);
  }

  /** A constructor without arguments, or with a text. */
  private void superOfTheJdk(MethodVisitor code) {
    String descriptor = hasEmptyConstructor() ? "()V" : "(Ljava/lang/String;)V";
    if (!hasEmptyConstructor()) {
      code.visitInsn(Opcodes.ACONST_NULL);
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, shape.superName(), "<init>", descriptor, false);
  }

  private boolean hasEmptyConstructor() {
    try {
      Class.forName(
              shape.superName().replace('/', '.'), false, ClassLoader.getPlatformClassLoader())
          .getDeclaredConstructor();
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private void constructor(ClassWriter out, Method method) {
    int access = method.access() & (ACC_PUBLIC | Opcodes.ACC_PROTECTED | ACC_VARARGS);
    MethodVisitor code = out.visitMethod(access, "<init>", method.descriptor(), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, shape.name(), "<init>", FROM_ARRIVAL, false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitLdcInsn(shape.name().replace('/', '.'));
    code.visitLdcInsn(method.descriptor());
    Boxes.arguments(code, method.descriptor(), 1);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        BRIDGE,
        "create",
        "(Ljava/lang/String;Ljava/lang/String;[Ljava/lang/Object;)I",
        false);
    code.visitFieldInsn(Opcodes.PUTFIELD, shape.name(), NUMBER, "I");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "created", "(Ljava/lang/Object;)V", false);
    end(code, Opcodes.RETURN);
  }

  private void same(ClassWriter out, Method method) {
    MethodVisitor code = out.visitMethod(ACC_PUBLIC, "equals", method.descriptor(), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, BRIDGE, "same", "(Ljava/lang/Object;Ljava/lang/Object;)Z", false);
    end(code, Opcodes.IRETURN);
  }

  private void forward(ClassWriter out, Method method) {
    forward(out, method, shape.name());
  }

  private void forward(ClassWriter out, Method method, String owner) {
    int access = method.access() & KEPT_OF_METHODS & ~ACC_FINAL & ~ACC_BRIDGE;
    MethodVisitor code = out.visitMethod(access, method.name(), method.descriptor(), null, null);
    code.visitCode();
    code.visitLdcInsn(owner.replace('/', '.'));
    code.visitLdcInsn(method.name());
    code.visitLdcInsn(method.descriptor());
    if (method.is(ACC_STATIC)) {
      code.visitInsn(Opcodes.ACONST_NULL);
    } else {
      code.visitVarInsn(Opcodes.ALOAD, 0);
    }
    Boxes.arguments(code, method.descriptor(), method.is(ACC_STATIC) ? 0 : 1);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        BRIDGE,
        "call",
        "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/Object;"
            + "[Ljava/lang/Object;)Ljava/lang/Object;",
        false);
    Boxes.result(code, Type.getReturnType(method.descriptor()));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  static void end(MethodVisitor code, int last) {
    code.visitInsn(last);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
