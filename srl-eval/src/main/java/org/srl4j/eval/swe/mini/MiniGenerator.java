package org.srl4j.eval.swe.mini;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.srl4j.core.data.Seeds;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.swe.log.TestStatus;
import org.srl4j.eval.swe.mini.MutationCensus.Fate;
import org.srl4j.eval.swe.run.Candidate;
import org.srl4j.eval.swe.run.JavaTestRunner;
import org.srl4j.eval.swe.run.TestRun;

/**
 * Makes projects, puts bugs into them and keeps those that tests notice. One generator makes all
 * splits, one after the other, and never draws a project twice, so that splits share none. The same
 * seed and the same calls give the same bugs. Not thread-safe.
 */
public final class MiniGenerator {
  /** Bugs that are tried in one project. */
  public static final int TRIED = 10;

  /** Bugs that are kept of one project at most. */
  public static final int KEPT = 4;

  private static final String OWNER = "srlmini/";
  private static final int PROJECTS_AT_ONCE = 20;
  private static final int MAX_DRAWS = 1000;

  /** A correct program needs milliseconds; one that needs so much longer will not end. */
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 3072, 1 << 20, 16, 96);

  /** What is said of a program that does not end, or fills the memory. */
  private static final List<String> ENDLESS = List.of("ran over their time", "out of memory");

  private final List<Family> families = Family.all();
  private final MutationCensus census = new MutationCensus();
  private final Set<List<String>> drawn = new HashSet<>();
  private final long seed;
  private int projects;

  /**
   * A generator.
   *
   * @param seed decides everything
   */
  public MiniGenerator(long seed) {
    this.seed = seed;
  }

  /** A project with the bugs to be tried, as candidates from first to last of a batch. */
  private record Trial(
      String repository, Project project, List<Mutation> mutations, Random random) {
    String id(int mutation) {
      return repository + "#" + mutation;
    }

    void addTo(List<Candidate> batch) {
      batch.add(new Candidate(repository, project.files()));
      for (int i = 0; i < mutations.size(); i++) {
        Mutation mutation = mutations.get(i);
        String broken = mutation.apply(project.files().get(mutation.path()));
        batch.add(new Candidate(id(i), project.with(mutation.path(), broken)));
      }
    }
  }

  /**
   * The bugs of the next split.
   *
   * @param count how many, at least 0
   * @throws IOException if tests cannot be run
   * @throws IllegalArgumentException if the families have no further projects to draw
   */
  public List<MiniBug> next(int count) throws IOException {
    try (JavaTestRunner runner = JavaTestRunner.ofOwnPrograms(LIMITS)) {
      return next(count, runner);
    }
  }

  private List<MiniBug> next(int count, JavaTestRunner runner) throws IOException {
    List<MiniBug> bugs = new ArrayList<>();
    while (bugs.size() < count) {
      int wanted = Math.min(PROJECTS_AT_ONCE, (count - bugs.size() + KEPT - 1) / KEPT);
      List<Trial> trials = new ArrayList<>();
      List<Candidate> batch = new ArrayList<>();
      for (int i = 0; i < wanted; i++) {
        Trial trial = trial();
        trials.add(trial);
        trial.addTo(batch);
      }
      Map<String, TestRun> runs = runner.run(batch);
      for (Trial trial : trials) {
        List<MiniBug> kept = kept(trial, runs);
        bugs.addAll(kept.subList(0, Math.min(kept.size(), count - bugs.size())));
      }
    }
    return bugs;
  }

  /** What became of all bugs that were tried so far. */
  public MutationCensus census() {
    return census;
  }

  private Trial trial() {
    Family family = families.get(projects % families.size());
    Random random = new Random(Seeds.derive(seed, projects));
    projects++;
    for (int i = 0; i < MAX_DRAWS; i++) {
      Project project = family.draw(random);
      List<String> key = new ArrayList<>(project.values());
      key.add(family.name());
      if (drawn.add(key)) {
        String repository = OWNER + String.format("%s-%04d", family.name(), projects);
        return new Trial(repository, project, mutations(project, random), random);
      }
    }
    throw new IllegalArgumentException(
        "count: family "
            + family.name()
            + " has about "
            + family.size()
            + " projects, and most are drawn; ask for fewer instances");
  }

  /** As many kinds as possible, in an order that is drawn. */
  private static List<Mutation> mutations(Project project, Random random) {
    Map<MutationKind, Deque<Mutation>> byKind = new EnumMap<>(MutationKind.class);
    List<Mutation> all = new ArrayList<>();
    new TreeMap<>(project.sources()).forEach((path, text) -> all.addAll(Mutations.of(path, text)));
    Collections.shuffle(all, random);
    all.forEach(m -> byKind.computeIfAbsent(m.kind(), k -> new ArrayDeque<>()).add(m));
    List<MutationKind> kinds = new ArrayList<>(byKind.keySet());
    Collections.shuffle(kinds, random);
    List<Mutation> chosen = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    for (int i = 0; chosen.size() < TRIED && !kinds.isEmpty(); i++) {
      MutationKind kind = kinds.get(i % kinds.size());
      Mutation mutation = byKind.get(kind).poll();
      if (mutation == null) {
        kinds.remove(kind);
      } else if (texts.add(mutation.apply(project.files().get(mutation.path())))) {
        chosen.add(mutation);
      }
    }
    return chosen;
  }

  private List<MiniBug> kept(Trial trial, Map<String, TestRun> runs) throws IOException {
    TestRun good = runs.get(trial.repository());
    if (good.log().fault().isPresent() || !good.messages().isEmpty()) {
      throw new IllegalStateException(
          "family " + trial.project().family() + ": its tests fail without a bug: " + good);
    }
    List<MiniBug> kept = new ArrayList<>();
    for (int i = 0; i < trial.mutations().size(); i++) {
      Mutation mutation = trial.mutations().get(i);
      TestRun run = runs.get(trial.id(i));
      Fate fate = fate(trial.id(i), run);
      census.count(mutation.kind(), fate);
      if (fate == Fate.KEPT && kept.size() < KEPT) {
        kept.add(bug(trial, kept.size() + 1, mutation, run));
      }
    }
    return kept;
  }

  /**
   * What became of a bug.
   *
   * @throws IOException if its tests ended for a reason that may lie in the machine, so that
   *     another try could give another benchmark
   */
  private static Fate fate(String id, TestRun run) throws IOException {
    if (run.log().fault().isPresent()) {
      String why = run.log().fault().get().message();
      if (why.startsWith("compile error")) {
        return Fate.NOT_COMPILED;
      }
      if (ENDLESS.stream().anyMatch(why::contains)) {
        return Fate.ENDLESS;
      }
      throw new IOException("the tests of " + id + " could not be run: " + why);
    }
    if (run.messages().isEmpty()) {
      return Fate.NO_TEST_FAILED;
    }
    return run.log().tests().containsValue(TestStatus.PASSED) ? Fate.KEPT : Fate.NO_TEST_PASSED;
  }

  private static MiniBug bug(Trial trial, int number, Mutation mutation, TestRun run) {
    Map<String, String> failures = new TreeMap<>(run.messages());
    List<String> passing =
        run.log().tests().keySet().stream().filter(id -> !failures.containsKey(id)).toList();
    String readme = trial.project().files().get("README.md");
    String title = readme.substring(2, readme.indexOf('\n'));
    return new MiniBug(
        trial.repository(),
        number,
        trial.project(),
        mutation,
        failures,
        passing,
        ProblemStatement.of(title, failures, trial.random()));
  }
}
