package org.srl4j.eval.swe.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.srl4j.eval.sandbox.Contained;
import org.srl4j.eval.sandbox.Containment;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.sandbox.Sandbox;

/**
 * Compiles Java repositories and runs their tests in contained child JVMs.
 *
 * <p>All {@code .java} files of a workspace are compiled together, against {@code java.base} alone.
 * A test class is the class of a file {@code src/test/java/.../XTest.java}; its tests are its
 * public methods that return nothing, take no argument and are not static, inherited ones included,
 * in the order of their names, each on an object of its own. A test passes if it returns; {@code
 * assert} is on. Ids are {@code package.Class::method}. No library is needed.
 *
 * <p><b>Who decides.</b> Tests run in a process of their own, the judge, against stand-ins of the
 * candidate's classes. The candidate runs in another one and answers calls; it holds no test, no
 * expected value and no verdict (docs/adr/0013-untrusted-candidates.md). What tests want that
 * cannot go between processes is a fault of the run, never a pass.
 *
 * <p>The judge stays for the next candidates until the runner is closed. Thread-safe; one candidate
 * at a time.
 */
public final class JavaTestRunner implements AutoCloseable {
  private final Containment containment;
  private final Limits limits;
  private final Consumer<String> leftovers;
  private ChildProgram program;
  private Child judge;

  /**
   * A runner.
   *
   * @param containment how the children are contained
   * @param limits of each child; their time is that of one candidate, compiling included. A child's
   *     start is not counted
   * @param leftovers takes a line for what a candidate left and could not be removed
   */
  public JavaTestRunner(Containment containment, Limits limits, Consumer<String> leftovers) {
    this.containment = Objects.requireNonNull(containment, "containment");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.leftovers = Objects.requireNonNull(leftovers, "leftovers");
  }

  /** A runner with all that this system offers and the limits of {@link Limits#forJava}. */
  public static JavaTestRunner ofThisSystem(Consumer<String> leftovers) {
    return new JavaTestRunner(Containment.ofThisSystem(), Limits.forJava(), leftovers);
  }

  /**
   * A runner for programs that this toolkit has made, which nobody wrote to attack. They are
   * contained as well as the system can, and run where it cannot too; what they might leave is left
   * to the system.
   */
  public static JavaTestRunner ofOwnPrograms() {
    return ofOwnPrograms(Limits.forJava());
  }

  /**
   * The same with other limits.
   *
   * @param limits of each child
   */
  public static JavaTestRunner ofOwnPrograms(Limits limits) {
    return new JavaTestRunner(Containment.ofThisSystem(), limits, left -> {});
  }

  /**
   * Tests one candidate in a process of its own.
   *
   * @throws IOException if no child can be started
   */
  public synchronized TestRun run(Candidate candidate) throws IOException {
    try (Child answering = answering()) {
      return judged(candidate, answering);
    }
  }

  /**
   * Tests candidates that nobody wrote to attack: they share a process, with its system properties
   * and the like, until one ends it, by its time, by threads that it leaves behind or by force.
   *
   * @param candidates with different ids
   * @return by id, in the order of the candidates
   * @throws IOException if no child can be started
   * @throws IllegalArgumentException if an id comes twice
   */
  public synchronized Map<String, TestRun> run(List<Candidate> candidates) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    for (Candidate candidate : candidates) {
      if (!ids.add(candidate.id())) {
        throw new IllegalArgumentException("candidates: id " + candidate.id() + " comes twice");
      }
    }
    Map<String, TestRun> runs = new LinkedHashMap<>();
    Child answering = null;
    try {
      for (Candidate candidate : candidates) {
        answering = answering == null ? answering() : answering;
        runs.put(candidate.id(), judged(candidate, answering));
        if (!answering.unload()) {
          answering.close();
          answering = null;
        }
      }
    } finally {
      if (answering != null) {
        answering.close();
      }
    }
    return runs;
  }

  private TestRun judged(Candidate candidate, Child answering) throws IOException {
    Judging judging = new Judging(judge(), answering, limits);
    TestRun run = judging.run(sources(candidate));
    if (judging.judgeEnded()) {
      judge.close();
      judge = null;
    }
    return run;
  }

  private static Map<String, String> sources(Candidate candidate) {
    Map<String, String> sources = new LinkedHashMap<>(candidate.files());
    sources.keySet().removeIf(path -> !path.endsWith(".java"));
    return sources;
  }

  private ChildProgram program() throws IOException {
    if (program == null) {
      program = new ChildProgram();
    }
    return program;
  }

  /** The judge's tests may do what the instance's writer wanted, so it is contained too. */
  private Child judge() throws IOException {
    if (judge == null) {
      Path folder = program().folder();
      judge = start(program().judge(limits, folder), folder, program().judgeReads());
    }
    return judge;
  }

  private Child answering() throws IOException {
    judge(); // starts beside it
    Path folder = program().folder();
    return start(program().answer(limits, folder), folder, program().answerReads());
  }

  private Child start(List<String> command, Path folder, List<Path> readable) throws IOException {
    Sandbox.Program wanted = new Sandbox.Program(command, folder, readable, "");
    Contained contained = new Sandbox(containment, limits).start(wanted);
    return new Child(contained, folder, leftovers);
  }

  /** Ends the judge and removes all folders; never throws. */
  @Override
  public synchronized void close() {
    if (judge != null) {
      judge.close();
      judge = null;
    }
    if (program != null) {
      program.remove().forEach(leftovers);
      program = null;
    }
  }
}
