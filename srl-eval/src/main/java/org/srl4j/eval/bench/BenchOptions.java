package org.srl4j.eval.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure.
 *
 * @param cases in this order
 * @param size of the decoder
 * @param peers who takes part where it can; ours always does
 * @param threads of every engine, at least 1
 * @param rounds measured runs of every engine, at least 1
 * @param warmUps runs before, at least 1
 * @param pairs texts for the reward; empty = drawn
 * @param worker main class and arguments that make a process of ours serve {@link EngineWorker}
 * @param cache folder that keeps what peers need
 */
public record BenchOptions(
    List<BenchCase> cases,
    BenchSize size,
    Set<Peer> peers,
    int threads,
    int rounds,
    int warmUps,
    Optional<Path> pairs,
    List<String> worker,
    Path cache) {

  /** Checks ranges. */
  public BenchOptions {
    cases = List.copyOf(cases);
    peers = Set.copyOf(peers);
    worker = List.copyOf(worker);
    atLeastOne("threads", threads);
    atLeastOne("rounds", rounds);
    atLeastOne("warm-ups", warmUps);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": must be at least 1, got " + value);
    }
  }
}
