package org.srl4j.eval.swe.run.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes stand-ins: classes with the names, supertypes and members of a candidate's classes, whose
 * bodies call the {@link Bridge}. Constants of enums are there; other fields are not.
 */
final class Stubs {
  private static final String OBJECT = "java/lang/Object";
  private static final Set<String> ROOTS = Set.of(OBJECT, "java/lang/Record", "java/lang/Enum");

  private final Map<String, Shape> shapes = new HashMap<>();

  /** A method of a class, by access, name and descriptor. */
  record Method(int access, String name, String descriptor) {
    boolean is(int flag) {
      return (access & flag) != 0;
    }
  }

  /**
   * What a class looks like from outside.
   *
   * @param name internal, with slashes
   * @param superName internal
   * @param constants names of an enum's constants, in their order
   */
  record Shape(
      int access,
      String name,
      String superName,
      List<String> interfaces,
      List<Method> methods,
      List<String> constants,
      List<String[]> inner) {

    boolean is(int flag) {
      return (access & flag) != 0;
    }
  }

  /**
   * Stand-ins of all classes.
   *
   * @param classes bytes by binary name, of the candidate
   */
  Stubs(Map<String, byte[]> classes) {
    classes.values().forEach(bytes -> add(read(bytes)));
  }

  private void add(Shape shape) {
    shapes.put(shape.name(), shape);
  }

  private static Shape read(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    List<Method> methods = new ArrayList<>();
    List<String> constants = new ArrayList<>();
    List<String[]> inner = new ArrayList<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            methods.add(new Method(access, name, descriptor));
            return null;
          }

          @Override
          public FieldVisitor visitField(
              int access, String name, String descriptor, String signature, Object value) {
            if ((access & Opcodes.ACC_ENUM) != 0) {
              constants.add(name);
            }
            return null;
          }

          @Override
          public void visitInnerClass(String name, String outer, String simple, int access) {
            inner.add(new String[] {name, outer, simple, "" + access});
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new Shape(
        reader.getAccess(),
        reader.getClassName(),
        reader.getSuperName(),
        List.of(reader.getInterfaces()),
        methods,
        constants,
        inner);
  }

  /** Whether a class, by its internal name, is the candidate's. */
  boolean has(String internalName) {
    return shapes.containsKey(internalName);
  }

  /** Names of an enum's constants; none for other classes. */
  List<String> constants(String internalName) {
    Shape shape = shapes.get(internalName);
    return shape == null ? List.of() : shape.constants();
  }

  /** Internal names of all classes. */
  Set<String> names() {
    return new HashSet<>(shapes.keySet());
  }

  /**
   * Why there can be no stand-in of a class that a test uses; empty if there can.
   *
   * @param internalName of one of the candidate's classes
   */
  Optional<String> refusal(String internalName) {
    Shape shape = shapes.get(internalName);
    while (shapes.containsKey(shape.superName())) {
      shape = shapes.get(shape.superName());
    }
    String root = shape.superName();
    if (ROOTS.contains(root) || isException(root)) {
      return Optional.empty();
    }
    return Optional.of(
        internalName.replace('/', '.')
            + " extends "
            + root.replace('/', '.')
            + ", whose code would run among the tests; of the JDK only exceptions can be extended");
  }

  static boolean isException(String internalName) {
    try {
      Class<?> type =
          Class.forName(
              internalName.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
      return Throwable.class.isAssignableFrom(type);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Bytes of the stand-in of one of the classes, by its internal name. */
  byte[] standIn(String internalName) {
    Shape shape = shapes.get(internalName);
    return new StandIn(shape, shapes.containsKey(shape.superName())).bytes();
  }
}
