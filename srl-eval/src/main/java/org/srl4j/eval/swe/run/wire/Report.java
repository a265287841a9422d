package org.srl4j.eval.swe.run.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One thing that the judge says of a candidate.
 *
 * @param kind what is said
 * @param subject the test's id; empty where it is about the candidate
 * @param message why; empty if there is nothing to say
 */
public record Report(Kind kind, String subject, String message) {
  private static final int MAX_MESSAGE = 2000;

  /** What is said. */
  public enum Kind {
    /** A test passed. */
    PASSED,
    /** A test failed. */
    FAILED,
    /** The candidate could not be tested to its end; the last that is said of it. */
    FAULT,
    /** All its tests have run; the last that is said of it. */
    DONE
  }

  /** Cuts a long message. */
  public Report {
    message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "..." : message;
  }

  /** A fault. */
  public static Report fault(String why) {
    return new Report(Kind.FAULT, "", why);
  }

  /** The frame. */
  public Frame frame() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(kind.ordinal());
      Text.write(out, subject);
      Text.write(out, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    return new Frame(Frame.Type.REPORT, bytes.toByteArray());
  }

  /** Reads what {@link #frame} wrote. */
  public static Report read(Frame frame) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.body()));
    int kind = in.readUnsignedByte();
    if (kind >= Kind.values().length) {
      throw new BrokenFrameException("a report of kind " + kind);
    }
    return new Report(Kind.values()[kind], Text.read(in), Text.read(in));
  }
}
