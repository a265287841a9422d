package org.srl4j.eval.swe.run.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Texts of any length, with every char as it is: half surrogates too. */
public final class Text {
  private Text() {}

  /** Writes a text. */
  public static void write(DataOutputStream out, String text) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2 * text.length());
    buffer.asCharBuffer().put(text);
    out.writeInt(buffer.capacity());
    out.write(buffer.array());
  }

  /**
   * Reads a text.
   *
   * @param in over bytes in memory
   */
  public static String read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length % 2 != 0 || length > in.available()) {
      throw new BrokenFrameException("a text of " + length + " bytes");
    }
    return ByteBuffer.wrap(in.readNBytes(length)).asCharBuffer().toString();
  }
}
