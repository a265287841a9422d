package org.srl4j.eval.swe.run.judge;

import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Code that boxes arguments and unboxes a result. */
final class Boxes {
  private static final String OBJECT = "java/lang/Object";
  private static final Map<Type, String> CLASSES =
      Map.of(
          Type.BOOLEAN_TYPE, "java/lang/Boolean",
          Type.CHAR_TYPE, "java/lang/Character",
          Type.BYTE_TYPE, "java/lang/Byte",
          Type.SHORT_TYPE, "java/lang/Short",
          Type.INT_TYPE, "java/lang/Integer",
          Type.LONG_TYPE, "java/lang/Long",
          Type.FLOAT_TYPE, "java/lang/Float",
          Type.DOUBLE_TYPE, "java/lang/Double");

  private Boxes() {}

  /** Leaves an array with all arguments. */
  static void arguments(MethodVisitor code, String descriptor, int firstVariable) {
    Type[] types = Type.getArgumentTypes(descriptor);
    code.visitIntInsn(Opcodes.SIPUSH, types.length);
    code.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
    int variable = firstVariable;
    for (int i = 0; i < types.length; i++) {
      code.visitInsn(Opcodes.DUP);
      code.visitIntInsn(Opcodes.SIPUSH, i);
      code.visitVarInsn(types[i].getOpcode(Opcodes.ILOAD), variable);
      String box = CLASSES.get(types[i]);
      if (box != null) {
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            box,
            "valueOf",
            "(" + types[i].getDescriptor() + ")L" + box + ";",
            false);
      }
      code.visitInsn(Opcodes.AASTORE);
      variable += types[i].getSize();
    }
  }

  /** Returns the object on the stack as a type. */
  static void result(MethodVisitor code, Type type) {
    String box = CLASSES.get(type);
    if (type.equals(Type.VOID_TYPE)) {
      code.visitInsn(Opcodes.POP);
    } else if (box != null) {
      code.visitTypeInsn(Opcodes.CHECKCAST, box);
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          box,
          type.getClassName() + "Value",
          "()" + type.getDescriptor(),
          false);
    } else {
      code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
    }
    code.visitInsn(type.getOpcode(Opcodes.IRETURN));
  }
}
