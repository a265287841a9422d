package org.srl4j.eval.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A piece of work that is timed. */
public enum BenchCase {
  /** Forward and backward pass of the mean token loss, no optimiser. */
  TRAIN_STEP("train-step", "loss", 1e-4, Peer.SAMEDIFF, Peer.LIBTORCH),
  /** Completions of a fixed length for groups of prompts, at temperature 1. */
  ROLLOUT("rollout", "mean log-probability", 2e-2, Peer.LIBTORCH),
  /** A whole GRPO update: rollout, similarity reward, advantage, clipped loss, AdamW. */
  UPDATE("update", "mean reward", 0),
  /** SequenceMatcher ratios of pairs of texts, autojunk off. */
  REWARD("reward", "checksum of all bits", 0, Peer.DIFFLIB),
  /** SequenceMatcher ratios of pairs of texts, autojunk on. */
  REWARD_AUTOJUNK("reward-autojunk", "checksum of all bits", 0, Peer.DIFFLIB);

  private final String label;
  private final String result;
  private final double tolerance;
  private final List<Peer> peers;

  BenchCase(String label, String result, double tolerance, Peer... peers) {
    this.label = label;
    this.result = result;
    this.tolerance = tolerance;
    this.peers = List.of(peers);
  }

  /**
   * The cases of a name on the command line.
   *
   * @param name a case, {@code reward} for both of its modes, or {@code all}
   * @throws IllegalArgumentException if there is no such case
   */
  public static List<BenchCase> named(String name) {
    List<BenchCase> found =
        Arrays.stream(values())
            .filter(c -> name.equals("all") || c.label.equals(name) || c.family().equals(name))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "case: must be all or one of "
              + Arrays.stream(values()).map(BenchCase::label).collect(Collectors.joining(", "))
              + ", got "
              + name);
    }
    return found;
  }

  private String family() {
    return isReward() ? "reward" : label;
  }

  /** Name in the table and in JSON. */
  public String label() {
    return label;
  }

  /** Who else can do this work. */
  public List<Peer> peers() {
    return peers;
  }

  /** What a run returns, by which engines are compared. */
  String result() {
    return result;
  }

  /** Whether the work is a decoder's, so that it has a size and tokens. */
  boolean isReward() {
    return this == REWARD || this == REWARD_AUTOJUNK;
  }

  /**
   * Whether two engines' results are close enough for the same work; exact for a tolerance of 0.
   */
  boolean agree(double ours, double theirs) {
    return Math.abs(ours - theirs) <= tolerance * Math.abs(ours);
  }
}
