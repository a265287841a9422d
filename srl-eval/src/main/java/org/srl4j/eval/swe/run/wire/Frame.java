package org.srl4j.eval.swe.run.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;

/**
 * One message between two processes: a type, and bytes whose meaning the type says.
 *
 * @param type what it is
 * @param body its content
 */
public record Frame(Type type, byte[] body) {
  /** Bytes of the longest frame. */
  public static final int MAX_BYTES = 1 << 25;

  /** What a frame is. */
  public enum Type {
    /** A child to the parent: it has started. */
    READY,
    /** The parent to the judge: a {@link Job}. */
    JOB,
    /** The judge to the parent: a {@link Report}. */
    REPORT,
    /** The judge to the candidate: its classes. */
    LOAD,
    /** The judge to the candidate: a question. */
    CALL,
    /** The candidate to the judge: the answer to a question, or to {@link #LOAD}. */
    REPLY,
    /** The parent to the judge: there is no candidate any more, and why. */
    GONE,
    /** The parent to the candidate: forget the candidate; answered by {@link #READY}. */
    UNLOAD
  }

  /** Rejects missing parts. */
  public Frame {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(body, "body");
  }

  /** A frame without content. */
  public static Frame of(Type type) {
    return new Frame(type, new byte[0]);
  }

  /** Writes and flushes. */
  public void write(DataOutputStream out) throws IOException {
    out.writeByte(type.ordinal());
    out.writeInt(body.length);
    out.write(body);
    out.flush();
  }

  /**
   * Reads a frame.
   *
   * @throws EOFException if the other side has ended
   * @throws BrokenFrameException if it is none, or longer than {@link #MAX_BYTES}
   */
  public static Frame read(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    int length = in.readInt();
    if (type >= Type.values().length || length < 0 || length > MAX_BYTES) {
      throw new BrokenFrameException("type " + type + ", length " + length);
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the other side ended within a message");
    }
    return new Frame(Type.values()[type], body);
  }
}
