package org.srl4j.eval.swe.run.answer;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.srl4j.eval.swe.run.wire.Frame;
import org.srl4j.eval.swe.run.wire.Text;

/** The candidate's classes over those of the JDK; ours cannot be found by their names. */
final class CandidateClasses extends ClassLoader {
  private final Map<String, byte[]> bytes = new HashMap<>();

  /** The classes of a {@link Frame.Type#LOAD}: their number, then name and bytes of each. */
  CandidateClasses(Frame frame) throws IOException {
    super(ClassLoader.getPlatformClassLoader());
    setDefaultAssertionStatus(true);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.body()));
    for (int left = in.readInt(); left > 0; left--) {
      String name = Text.read(in);
      bytes.put(name, in.readNBytes(in.readInt()));
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] found = bytes.get(name);
    if (found == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, found, 0, found.length);
  }

  /** Whether a class is one of these, which can be found by its name. */
  boolean has(Class<?> type) {
    return type.getClassLoader() == this && !type.isHidden();
  }
}
