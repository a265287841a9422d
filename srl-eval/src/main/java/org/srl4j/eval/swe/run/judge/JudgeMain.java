package org.srl4j.eval.swe.run.judge;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.swe.run.wire.Frame;
import org.srl4j.eval.swe.run.wire.Job;
import org.srl4j.eval.swe.run.wire.Report;
import org.srl4j.eval.swe.run.wire.Text;

/**
 * The judge's program: reads {@link Job}s, asks the candidate's process through the parent, and
 * writes {@link Report}s.
 */
public final class JudgeMain {
  private static final Map<String, String> WARM_UP =
      Map.of("W.java", "class W { java.util.List<String> w; }");

  private final DataInputStream in;
  private final DataOutputStream out;
  private final SourceCompiler compiler;

  private JudgeMain(DataInputStream in, DataOutputStream out) throws IOException {
    this.in = in;
    this.out = out;
    this.compiler = new SourceCompiler();
  }

  /**
   * Judges until its input ends.
   *
   * @param args none
   * @throws IOException if the streams cannot be used
   */
  public static void main(String[] args) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    PrintStream discard =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setIn(InputStream.nullInputStream());
    System.setOut(discard);
    System.setErr(discard);
    JudgeMain judge = new JudgeMain(in, out);
    judge.compiler.compile(WARM_UP); // reads the JDK, at nobody's expense
    Frame.of(Frame.Type.READY).write(out);
    try {
      for (Frame frame = Frame.read(in); ; frame = Frame.read(in)) {
        if (frame.type() == Frame.Type.JOB) { // else an answer that nobody waits for any more
          judge.judge(Job.read(frame)).frame().write(out);
        }
      }
    } catch (EOFException e) {
      Runtime.getRuntime().halt(0); // threads that tests left would keep the process alive
    }
  }

  private Report judge(Job job) throws IOException {
    try {
      SourceCompiler.Compiled compiled = compiler.compile(job.sources());
      if (!compiled.errors().isEmpty()) {
        return Report.fault(compiled.errors());
      }
      Stubs stubs = new Stubs(compiled.candidate());
      Optional<String> refusal = TestScan.refusal(compiled.tests(), job.sources(), stubs);
      if (refusal.isPresent()) {
        return Report.fault("not served: " + refusal.get());
      }
      return run(job, compiled, stubs);
    } catch (StackOverflowError | IllegalStateException e) {
      return Report.fault("an error ended the compiler: " + e);
    }
  }

  private Report run(Job job, SourceCompiler.Compiled compiled, Stubs stubs) throws IOException {
    load(compiled.candidate()).write(out);
    Frame loaded = Frame.read(in);
    if (loaded.type() == Frame.Type.GONE) {
      DataInputStream why = new DataInputStream(new ByteArrayInputStream(loaded.body()));
      return Report.fault(Text.read(why));
    }
    TestClasses classes = new TestClasses(compiled.tests(), stubs);
    Session session = new Session(in, out, classes);
    Bridge.open(session);
    Thread.currentThread().setContextClassLoader(classes);
    return new Tests(session, report -> report.frame().write(out)).run(job.sources(), classes);
  }

  private static Frame load(Map<String, byte[]> classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeInt(classes.size());
    for (Map.Entry<String, byte[]> each : classes.entrySet()) {
      Text.write(body, each.getKey());
      body.writeInt(each.getValue().length);
      body.write(each.getValue());
    }
    return new Frame(Frame.Type.LOAD, bytes.toByteArray());
  }
}
