package org.srl4j.eval.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Starts the engines of each case, lets them take turns, and compares what they computed. */
public final class Bench {
  /** Measured time after which a slow engine leaves the rounds. */
  private static final double BUDGET_MILLISECONDS = 60_000;

  private final BenchOptions options;
  private final Path folder;
  private final Consumer<String> progress;
  private final List<BenchResult> results = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private boolean agreed = true;

  private Bench(BenchOptions options, Path folder, Consumer<String> progress) {
    this.options = options;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param folder for files that engines share; the caller deletes it
   * @param progress told what begins
   * @throws IllegalArgumentException if the file of pairs is not one
   * @throws IOException if our own engine fails
   */
  public static BenchReport run(BenchOptions options, Path folder, Consumer<String> progress)
      throws IOException {
    Bench bench = new Bench(options, folder, progress);
    for (BenchCase work : options.cases()) {
      bench.measure(work);
    }
    return new BenchReport(bench.results, bench.notes, bench.agreed);
  }

  private void measure(BenchCase work) throws IOException {
    List<Contender> contenders = new ArrayList<>();
    try {
      progress.accept(work.label() + ": starting the engines");
      EngineSetup ours = setup(EngineSetup.OURS, work);
      contenders.add(EngineProcess.start(OurProcesses.command(ours, options.worker())));
      for (Peer peer : work.peers()) {
        if (options.peers().contains(peer)) {
          addPeer(peer, work, contenders);
        }
      }
      progress.accept(work.label() + ": " + contenders.stream().map(Contender::name).toList());
      record(
          work,
          new Alternation(options.warmUps(), options.rounds(), BUDGET_MILLISECONDS)
              .run(contenders));
    } finally {
      contenders.forEach(Contender::close);
    }
  }

  private EngineSetup setup(String engine, BenchCase work) throws IOException {
    Path pairs = options.pairs().orElse(folder.resolve("pairs.jsonl"));
    if (work.isReward()) {
      if (options.pairs().isEmpty()) {
        TextPairs.write(pairs);
      }
      TextPairs.read(pairs); // refuse it here, not in a child
    }
    return new EngineSetup(engine, work, options.size(), options.threads(), pairs);
  }

  private void addPeer(Peer peer, BenchCase work, List<Contender> contenders) {
    try {
      contenders.add(EngineProcess.start(command(peer, setup(peer.label(), work))));
    } catch (IOException e) {
      notes.add(work.label() + ": missing: " + peer.label() + ": " + e.getMessage());
    }
  }

  private EngineProcess.Command command(Peer peer, EngineSetup setup) throws IOException {
    return switch (peer) {
      case SAMEDIFF -> OurProcesses.command(setup, options.worker());
      case LIBTORCH -> LibtorchCommand.command(setup, folder, options.cache());
      case DIFFLIB -> DifflibCommand.command(setup, folder);
    };
  }

  private void record(BenchCase work, List<Alternation.Times> all) {
    Alternation.Times ours = all.get(0);
    for (Alternation.Times times : all) {
      results.add(
          new BenchResult(
              work,
              options.size(),
              times.contender().name(),
              times.milliseconds(),
              ours.milliseconds(),
              times.contender().peakMegabytes()));
      if (times != ours) {
        compare(work, ours, times);
      }
    }
  }

  private void compare(BenchCase work, Alternation.Times ours, Alternation.Times theirs) {
    boolean same = work.agree(ours.result(), theirs.result());
    agreed &= same;
    notes.add(
        String.format(
            Locale.ROOT,
            "%s: %s of srl4j %s, of %s %s: %s",
            work.label(),
            work.result(),
            text(ours.result()),
            theirs.contender().name(),
            text(theirs.result()),
            same ? "the same work" : "NOT THE SAME WORK"));
  }

  private static String text(double result) {
    boolean whole = result == Math.rint(result);
    return whole ? Long.toString((long) result) : Double.toString(result);
  }
}
