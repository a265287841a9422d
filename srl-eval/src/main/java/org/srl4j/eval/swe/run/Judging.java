package org.srl4j.eval.swe.run;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.swe.log.TestFault;
import org.srl4j.eval.swe.log.TestLog;
import org.srl4j.eval.swe.log.TestStatus;
import org.srl4j.eval.swe.run.wire.Frame;
import org.srl4j.eval.swe.run.wire.Job;
import org.srl4j.eval.swe.run.wire.Report;
import org.srl4j.eval.swe.run.wire.Text;

/** One candidate judged: carries questions to its process and answers to the judge. */
final class Judging {
  private static final Duration START = Duration.ofSeconds(20);

  private final Child judge;
  private final Child candidate;
  private final Limits limits;
  private final Map<String, TestStatus> tests = new LinkedHashMap<>();
  private final Map<String, String> messages = new LinkedHashMap<>();
  private Optional<String> fault = Optional.empty();
  private boolean judgeEnded;

  Judging(Child judge, Child candidate, Limits limits) {
    this.judge = judge;
    this.candidate = candidate;
    this.limits = limits;
  }

  /** Whether the judge has ended too, so that another one is needed. */
  boolean judgeEnded() {
    return judgeEnded;
  }

  /**
   * Compiles and tests.
   *
   * @param sources by path
   * @throws IOException if one of the children did not start
   */
  TestRun run(Map<String, String> sources) throws IOException {
    Deadline start = new Deadline(START, candidate, judge);
    await(judge);
    start.close();
    try (Deadline deadline = new Deadline(limits.time(), candidate, judge)) {
      try {
        judge.write(new Job(sources).frame());
        boolean more = true;
        while (more) {
          more = take(judge.read(), deadline);
        }
      } catch (IOException e) {
        judgeEnded = true;
        fault =
            Optional.of(
                deadline.passed() ? overTime() : "the tests ended their process: " + judge.end());
      }
    }
    return new TestRun(new TestLog(tests, fault.map(TestFault::notRun)), messages);
  }

  private static void await(Child child) throws IOException {
    try {
      child.awaitReady();
    } catch (IOException e) {
      throw new IOException("the child JVM for tests did not start: " + child.end(), e);
    }
  }

  /** Whether more will come. */
  private boolean take(Frame frame, Deadline deadline) throws IOException {
    switch (frame.type()) {
      case REPORT -> {
        return take(Report.read(frame));
      }
      case LOAD -> {
        long before = System.nanoTime();
        try {
          candidate.awaitReady();
        } catch (IOException e) {
          judge.write(gone(deadline));
          return true;
        }
        deadline.extend(Math.min(System.nanoTime() - before, START.toNanos()));
        judge.write(answer(frame, deadline));
        return true;
      }
      case CALL -> {
        judge.write(answer(frame, deadline));
        return true;
      }
      default -> throw new IOException("the judge sent a " + frame.type());
    }
  }

  private Frame answer(Frame question, Deadline deadline) {
    try {
      candidate.write(question);
      Frame answer = candidate.read();
      if (answer.type() == Frame.Type.REPLY) {
        return answer;
      }
      candidate.breaks();
      return gone(deadline);
    } catch (IOException e) {
      return gone(deadline);
    }
  }

  private Frame gone(Deadline deadline) {
    String why = deadline.passed() ? overTime() : candidate.end();
    candidate.kill();
    return gone(why);
  }

  private String overTime() {
    return "the tests ran over their time of " + limits.time().toMillis() + " ms";
  }

  private static Frame gone(String why) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Text.write(new DataOutputStream(bytes), why);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    return new Frame(Frame.Type.GONE, bytes.toByteArray());
  }

  private boolean take(Report report) {
    switch (report.kind()) {
      case PASSED -> tests.put(report.subject(), TestStatus.PASSED);
      case FAILED -> {
        tests.put(report.subject(), TestStatus.FAILED);
        messages.put(report.subject(), report.message());
      }
      case FAULT -> {
        fault = Optional.of(report.message());
        return false;
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
