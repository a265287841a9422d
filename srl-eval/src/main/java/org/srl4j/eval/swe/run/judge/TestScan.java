package org.srl4j.eval.swe.run.judge;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Looks through the code of tests for what cannot be served, before any of it runs: fields of the
 * candidate, classes that extend its, classes of it without a stand-in, and classes of it that hide
 * one of the JDK.
 */
final class TestScan {
  private static final Pattern ON_DEMAND =
      Pattern.compile("\\bimport\\s+([\\w.]+?)\\s*\\.\\s*\\*\\s*;");

  private final Stubs stubs;
  private final Set<String> used = new LinkedHashSet<>();
  private Optional<String> refusal = Optional.empty();

  private TestScan(Stubs stubs) {
    this.stubs = stubs;
  }

  /**
   * Why tests cannot be served; empty if they can.
   *
   * @param tests bytes by binary name
   * @param sources of the tests and the candidate, by path
   */
  static Optional<String> refusal(
      Map<String, byte[]> tests, Map<String, String> sources, Stubs stubs) {
    TestScan scan = new TestScan(stubs);
    tests.forEach((name, bytes) -> scan.look(name, bytes));
    scan.used.forEach(type -> scan.refuse(stubs.refusal(type)));
    Set<String> packages = new LinkedHashSet<>(Set.of("java.lang"));
    sources.forEach(
        (path, text) -> {
          if (path.startsWith("src/test/")) {
            Matcher imports = ON_DEMAND.matcher(text);
            while (imports.find()) {
              packages.add(imports.group(1));
            }
          }
        });
    scan.used.forEach(type -> scan.refuse(hidden(type, packages)));
    return scan.refusal;
  }

  private void refuse(Optional<String> why) {
    refusal = refusal.or(() -> why);
  }

  private static Optional<String> hidden(String type, Set<String> packages) {
    String simple = type.substring(type.lastIndexOf('/') + 1);
    for (String each : packages) {
      if (isOfTheJdk(each + "." + simple)) {
        return Optional.of(
            "the tests use "
                + type.replace('/', '.')
                + ", which hides "
                + each
                + "."
                + simple
                + " from them; give it another name");
      }
    }
    return Optional.empty();
  }

  private static boolean isOfTheJdk(String name) {
    try {
      Class.forName(name, false, ClassLoader.getPlatformClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private void look(String name, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    if (stubs.has(reader.getSuperName())) {
      refuse(
          Optional.of(
              "the tests' class "
                  + name
                  + " extends "
                  + reader.getSuperName().replace('/', '.')
                  + " of the candidate; its code would have to run in both processes"));
    }
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] thrown) {
            return new Code(name);
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    for (String type : stubs.names()) {
      if (mentions(reader, type)) {
        used.add(type);
      }
    }
  }

  /** Whether a class stands among the constants of another. */
  private static boolean mentions(ClassReader reader, String type) {
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset > 0
          && reader.readByte(offset - 1) == 7
          && reader.readUTF8(offset, buffer).equals(type)) {
        return true;
      }
    }
    return false;
  }

  private final class Code extends MethodVisitor {
    private final String name;

    Code(String name) {
      super(Opcodes.ASM9);
      this.name = name;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
      boolean constant =
          opcode == Opcodes.GETSTATIC
              && descriptor.equals("L" + owner + ";")
              && isEnum(owner, field);
      if (stubs.has(owner) && !constant) {
        refuse(
            Optional.of(
                "the tests' class "
                    + name
                    + " uses the field "
                    + owner.replace('/', '.')
                    + "."
                    + field
                    + "; tests can call methods, and use constants that the compiler puts in"));
      }
    }

    private boolean isEnum(String owner, String field) {
      return stubs.constants(owner).contains(field);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String method, String descriptor, Handle bootstrap, Object... arguments) {
      Type made = Type.getReturnType(descriptor);
      if (made.getSort() == Type.OBJECT && stubs.has(made.getInternalName())) {
        refuse(
            Optional.of(
                "the tests' class "
                    + name
                    + " implements "
                    + made.getClassName()
                    + " of the candidate; the candidate's process cannot call tests"));
      }
    }
  }
}
