package org.srl4j.eval.swe.run.child;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.srl4j.eval.swe.run.child.Report.Kind;

/**
 * The child's program. It reads a {@link Job} from standard input and writes {@link Report}s to
 * standard output, each behind the job's nonce.
 *
 * <p>The nonce is read before any class of a candidate is loaded and lives in local variables of
 * the main thread alone; candidates run in other threads, which hand over results through a queue.
 * A candidate that runs over its time, or leaves threads behind, ends the process: its parent
 * starts another one for the rest.
 */
public final class ChildMain {
  private static final Map<String, String> WARM_UP =
      Map.of("W.java", "class W { java.util.List<String> w; }");
  private static final long POLL_MILLIS = 20;
  private static final long GRACE_MILLIS = 50;

  private ChildMain() {}

  /**
   * Runs a job.
   *
   * @param args none
   * @throws IOException if the streams cannot be used
   * @throws InterruptedException never: nobody interrupts the main thread
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    InputStream in = new FileInputStream(FileDescriptor.in);
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    run(in, out);
    Runtime.getRuntime().halt(0); // threads that candidates started would keep the process alive
  }

  /**
   * Runs a job over streams; candidates' output is thrown away.
   *
   * @param in ends after the job
   * @param out takes reports
   */
  static void run(InputStream in, OutputStream out) throws IOException, InterruptedException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    Job job = Job.parse(reader.lines().iterator());
    LimitedOutput printed = new LimitedOutput(job.printed());
    PrintStream discard = new PrintStream(printed, false, StandardCharsets.UTF_8);
    System.setIn(InputStream.nullInputStream());
    System.setOut(discard);
    System.setErr(discard);
    SourceCompiler compiler = new SourceCompiler(job.candidates().size() > 1);
    compiler.compile(WARM_UP); // reads the JDK, at nobody's expense
    for (int i = 0; i < job.candidates().size(); i++) {
      printed.reset();
      BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
      ThreadGroup group = new ThreadGroup("candidate");
      Thread thread =
          new Thread(group, new CandidateTests(i, job.candidates().get(i), compiler, reports));
      write(out, job.nonce(), Report.of(i, Kind.STARTED));
      thread.start();
      Report last = last(reports, thread, job, i, out);
      write(out, job.nonce(), last);
      thread.join(GRACE_MILLIS);
      if (group.activeCount() > 0) {
        return;
      }
    }
  }

  /** Passes on a candidate's reports but the last one, which is returned. */
  private static Report last(
      BlockingQueue<Report> reports, Thread thread, Job job, int number, OutputStream out)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(job.millis());
    while (System.nanoTime() < end) {
      boolean alive = thread.isAlive();
      Report report = reports.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (report != null && report.isLast()) {
        return report;
      }
      if (report != null) {
        write(out, job.nonce(), report);
      } else if (!alive) {
        return Report.fault(number, "an error ended the compiler, or the loading of a test class");
      }
    }
    return Report.fault(number, "the tests ran over their time of " + job.millis() + " ms");
  }

  /** A line of its own, whatever a candidate has written past our streams. */
  private static void write(OutputStream out, String nonce, Report report) throws IOException {
    out.write(("\n" + report.render(nonce) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
