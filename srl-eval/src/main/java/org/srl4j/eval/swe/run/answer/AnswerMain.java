package org.srl4j.eval.swe.run.answer;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.srl4j.eval.swe.run.wire.Frame;

/** The program of the candidate's process: answers questions until its input ends. */
public final class AnswerMain {
  private static final long GRACE_MILLIS = 50;

  private AnswerMain() {}

  /**
   * Answers.
   *
   * @param args bytes that a candidate may print
   * @throws IOException if the streams cannot be used
   * @throws InterruptedException never: nobody interrupts the main thread
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    LimitedOutput printed = new LimitedOutput(Long.parseLong(args[0]));
    silence(printed);
    boolean clean = true;
    while (clean) {
      Frame.of(Frame.Type.READY).write(out);
      printed.reset();
      clean = answer(in, out);
    }
    Runtime.getRuntime().halt(0); // threads that the candidate left would keep the process alive
  }

  private static void silence(OutputStream printed) {
    PrintStream discard = new PrintStream(printed, false, StandardCharsets.UTF_8);
    System.setIn(InputStream.nullInputStream());
    System.setOut(discard);
    System.setErr(discard);
  }

  /** Answers for one candidate; whether it left no threads and another may come. */
  private static boolean answer(DataInputStream in, DataOutputStream out)
      throws InterruptedException {
    ThreadGroup group = new ThreadGroup("candidate");
    boolean[] unloaded = new boolean[1];
    Thread thread = new Thread(group, () -> unloaded[0] = untilUnloaded(in, out));
    thread.start();
    thread.join();
    for (int i = 0; i < GRACE_MILLIS && group.activeCount() > 0; i++) {
      Thread.sleep(1);
    }
    return unloaded[0] && group.activeCount() == 0;
  }

  private static boolean untilUnloaded(DataInputStream in, DataOutputStream out) {
    try {
      Answers answers = null;
      for (Frame frame = Frame.read(in); ; frame = Frame.read(in)) {
        if (frame.type() == Frame.Type.UNLOAD) {
          return true;
        }
        if (frame.type() == Frame.Type.LOAD) {
          answers = new Answers(new CandidateClasses(frame));
          Frame.of(Frame.Type.REPLY).write(out);
        } else if (answers != null) {
          answers.answer(frame).write(out);
        }
      }
    } catch (EOFException e) {
      return false; // the parent has what it wants
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
