package org.srl4j.eval.swe.run.judge;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.srl4j.eval.swe.run.judge.Stubs.Shape;

/**
 * Constants of an enum: real ones, with the names and the order that the compiler saw. Of bodies of
 * constants, which are classes of their own, nobody makes an object.
 *
 * @param shape of the enum
 * @param isBody whether it is the class of such a body
 */
record EnumStandIn(Shape shape, boolean isBody) {
  private static final String VALUES = "$srl4jValues";
  private static final String NEW = "(Ljava/lang/String;I)V";
  private static final int STATIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

  void write(ClassWriter out) {
    if (isBody) {
      return;
    }
    String own = "L" + shape.name() + ";";
    for (String name : shape.constants()) {
      int access = STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_ENUM;
      out.visitField(access, name, own, null, null).visitEnd();
    }
    int hidden = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    out.visitField(hidden, VALUES, "[" + own, null, null).visitEnd();
    constructor(out);
    initialiser(out, own);
    values(out, own);
    valueOf(out, own);
  }

  private void constructor(ClassWriter out) {
    MethodVisitor code = out.visitMethod(Opcodes.ACC_PRIVATE, "<init>", NEW, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitVarInsn(Opcodes.ILOAD, 2);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Enum", "<init>", NEW, false);
    StandIn.end(code, Opcodes.RETURN);
  }

  private void initialiser(ClassWriter out, String own) {
    MethodVisitor code = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    List<String> names = shape.constants();
    code.visitCode();
    code.visitIntInsn(Opcodes.SIPUSH, names.size());
    code.visitTypeInsn(Opcodes.ANEWARRAY, shape.name());
    code.visitFieldInsn(Opcodes.PUTSTATIC, shape.name(), VALUES, "[" + own);
    for (int i = 0; i < names.size(); i++) {
      code.visitTypeInsn(Opcodes.NEW, shape.name());
      code.visitInsn(Opcodes.DUP);
      code.visitLdcInsn(names.get(i));
      code.visitIntInsn(Opcodes.SIPUSH, i);
      code.visitMethodInsn(Opcodes.INVOKESPECIAL, shape.name(), "<init>", NEW, false);
      code.visitFieldInsn(Opcodes.PUTSTATIC, shape.name(), names.get(i), own);
      code.visitFieldInsn(Opcodes.GETSTATIC, shape.name(), VALUES, "[" + own);
      code.visitIntInsn(Opcodes.SIPUSH, i);
      code.visitFieldInsn(Opcodes.GETSTATIC, shape.name(), names.get(i), own);
      code.visitInsn(Opcodes.AASTORE);
    }
    StandIn.end(code, Opcodes.RETURN);
  }

  private void values(ClassWriter out, String own) {
    MethodVisitor code = out.visitMethod(STATIC, "values", "()[" + own, null, null);
    code.visitCode();
    code.visitFieldInsn(Opcodes.GETSTATIC, shape.name(), VALUES, "[" + own);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "[" + own, "clone", "()Ljava/lang/Object;", false);
    code.visitTypeInsn(Opcodes.CHECKCAST, "[" + own);
    StandIn.end(code, Opcodes.ARETURN);
  }

  private void valueOf(ClassWriter out, String own) {
    MethodVisitor code =
        out.visitMethod(STATIC, "valueOf", "(Ljava/lang/String;)" + own, null, null);
    code.visitCode();
    code.visitLdcInsn(Type.getObjectType(shape.name()));
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/lang/Enum",
        "valueOf",
        "(Ljava/lang/Class;Ljava/lang/String;)Ljava/lang/Enum;",
        false);
    code.visitTypeInsn(Opcodes.CHECKCAST, shape.name());
    StandIn.end(code, Opcodes.ARETURN);
  }
}
