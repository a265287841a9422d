package org.srl4j.eval.swe.run;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.srl4j.eval.sandbox.Containment;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.sandbox.Outcome;
import org.srl4j.eval.sandbox.Sandbox;
import org.srl4j.eval.swe.log.TestFault;
import org.srl4j.eval.swe.log.TestLog;
import org.srl4j.eval.swe.log.TestStatus;
import org.srl4j.eval.swe.run.child.Job;
import org.srl4j.eval.swe.run.child.Report;
import org.srl4j.eval.swe.run.child.Report.Kind;

/**
 * Compiles Java repositories and runs their tests in a contained child JVM.
 *
 * <p>All {@code .java} files of a workspace are compiled together, against {@code java.base} alone.
 * A test class is the class of a file {@code src/test/java/.../XTest.java}; its tests are its
 * public methods that return nothing, take no argument and are not static, inherited ones included,
 * in the order of their names, each on an object of its own. A test passes if it returns; {@code
 * assert} is on. Ids are {@code package.Class::method}. No library is needed.
 *
 * <p><b>What is kept.</b> The child is contained as strongly as the system allows ({@link
 * Containment#gaps}) and dies at its limits with all its processes. What a candidate prints counts
 * for nothing: results stand behind a nonce that the child reads before it loads a class of a
 * candidate, and a run that ends early is a fault. Candidates see neither our classes nor modules
 * by which the heap or memory could be read, and nothing can be attached to the child.
 *
 * <p><b>What is not kept.</b> Tests and candidate share a process, as in every runner for Java.
 * Code that was written to attack this runner can search its own memory for the nonce (a native
 * library, {@code /proc/self/mem}), and a class whose {@code equals} says yes to everything passes
 * tests that compare with it. Candidates of one batch share system properties, the default locale
 * and the like: give candidates that nobody trusts a child each, with {@link #run(Candidate)}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param containment what the system offers
 * @param limits the child's limits; its time is that of one candidate, compiling included. The
 *     child's start, at most 20 s, is not counted
 */
public record JavaTestRunner(Containment containment, Limits limits) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration START = Duration.ofSeconds(20);
  private static final int NONCE_BYTES = 16;
  private static final int REPORT_BYTES = 1 << 15;
  private static final int SHOWN_OUTPUT = 200;
  private static final int OUT_OF_MEMORY = 3; // -XX:+ExitOnOutOfMemoryError

  /** Rejects missing parts. */
  public JavaTestRunner {
    Objects.requireNonNull(containment, "containment");
    Objects.requireNonNull(limits, "limits");
  }

  /** A runner with all that this system offers and the limits of {@link Limits#forJava}. */
  public static JavaTestRunner ofThisSystem() {
    return new JavaTestRunner(Containment.ofThisSystem(), Limits.forJava());
  }

  /**
   * Tests one candidate in a child of its own.
   *
   * @throws IOException if no child can be started
   */
  public TestRun run(Candidate candidate) throws IOException {
    return run(List.of(candidate)).get(candidate.id());
  }

  /**
   * Tests candidates in one child after the other: a child goes on until a candidate ends it, by
   * its time, by threads that it leaves behind or by force, and another child takes the rest.
   *
   * @param candidates with different ids
   * @return by id, in the order of the candidates
   * @throws IOException if no child can be started
   * @throws IllegalArgumentException if an id comes twice
   */
  public Map<String, TestRun> run(List<Candidate> candidates) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    for (Candidate candidate : candidates) {
      if (!ids.add(candidate.id())) {
        throw new IllegalArgumentException("candidates: id " + candidate.id() + " comes twice");
      }
    }
    Map<String, TestRun> runs = new LinkedHashMap<>();
    try (ChildProgram program = new ChildProgram()) {
      while (runs.size() < candidates.size()) {
        List<Candidate> rest = candidates.subList(runs.size(), candidates.size());
        List<TestRun> done = child(program, rest);
        for (int i = 0; i < done.size(); i++) {
          runs.put(rest.get(i).id(), done.get(i));
        }
      }
    }
    return runs;
  }

  /** Runs one child; the candidates that it came to, at least one. */
  private List<TestRun> child(ChildProgram program, List<Candidate> candidates) throws IOException {
    byte[] random = new byte[NONCE_BYTES];
    RANDOM.nextBytes(random);
    String nonce = HexFormat.of().formatHex(random);
    Job job =
        new Job(
            nonce,
            limits.time().toMillis(),
            limits.outputBytes(),
            candidates.stream().map(JavaTestRunner::sources).toList());
    Outcome outcome =
        new Sandbox(containment, childLimits(candidates.size()))
            .run(
                new Sandbox.Program(
                    program.command(limits), program.work(), program.readable(), job.render()));
    List<Reading> readings = new ArrayList<>();
    for (String line : outcome.output().split("\n")) {
      Report.parse(line, nonce).ifPresent(report -> take(report, readings));
    }
    if (readings.isEmpty()) {
      throw new IOException(
          "the child JVM for tests did not start (" + outcome.end() + "): " + shown(outcome));
    }
    return readings.stream().map(reading -> reading.run(outcome)).toList();
  }

  private static Map<String, String> sources(Candidate candidate) {
    Map<String, String> sources = new LinkedHashMap<>(candidate.files());
    sources.keySet().removeIf(path -> !path.endsWith(".java"));
    return sources;
  }

  private Limits childLimits(int candidates) {
    long output = limits.outputBytes() + (long) REPORT_BYTES * candidates;
    return new Limits(
        limits.time().multipliedBy(candidates).plus(START),
        limits.memoryMegabytes(),
        (int) Math.min(Integer.MAX_VALUE - 8L, output),
        limits.fileMegabytes(),
        limits.processes());
  }

  private static void take(Report report, List<Reading> readings) {
    if (report.kind() == Kind.STARTED) {
      readings.add(new Reading());
    }
    readings.get(report.candidate()).take(report);
  }

  private static String shown(Outcome outcome) {
    String output = outcome.output().strip();
    return output.substring(0, Math.min(SHOWN_OUTPUT, output.length()));
  }

  /** What has been read of one candidate. */
  private static final class Reading {
    private final Map<String, TestStatus> tests = new LinkedHashMap<>();
    private final Map<String, String> messages = new LinkedHashMap<>();
    private Optional<String> fault = Optional.empty();
    private boolean ended;

    void take(Report report) {
      switch (report.kind()) {
        case PASSED -> tests.put(report.subject(), TestStatus.PASSED);
        case FAILED -> {
          tests.put(report.subject(), TestStatus.FAILED);
          messages.put(report.subject(), report.message());
        }
        case FAULT -> fault = Optional.of(report.message());
        default -> ended = ended || report.kind() == Kind.DONE;
      }
    }

    TestRun run(Outcome outcome) {
      Optional<String> why = ended || fault.isPresent() ? fault : Optional.of(early(outcome));
      return new TestRun(new TestLog(tests, why.map(TestFault::notRun)), messages);
    }

    private static String early(Outcome outcome) {
      return switch (outcome.end()) {
        case EXITED ->
            "the process ended before its tests did, with code "
                + outcome.exitCode()
                + (outcome.exitCode() == OUT_OF_MEMORY ? " (out of memory)" : "");
        case TIMED_OUT -> "the process was killed when its time was over";
        case OUTPUT_LIMIT -> "the process was killed because it printed too much";
      };
    }
  }
}
