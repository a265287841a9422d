package org.srl4j.eval.bench;

import java.util.Locale;
import org.srl4j.models.block.DecoderConfig;

/** Sizes of the decoder and its batch. */
public enum BenchSize {
  /** 4 layers of 128, 1.1 M parameters, 16 x 128 tokens. */
  TINY(new DecoderConfig(1024, 128, 384, 4, 4, 4, 32, 10_000, 1e-5, false, false, 128), 16),
  /** 6 layers of 512, 21 M parameters, 8 x 256 tokens. */
  SMALL(new DecoderConfig(4096, 512, 1408, 6, 8, 8, 64, 10_000, 1e-5, false, true, 256), 8);

  /** Prompts of a rollout. */
  static final int PROMPTS = 32;

  /** Completions a prompt. */
  static final int GROUP = 8;

  /** Tokens a prompt. */
  static final int PROMPT_LENGTH = 42;

  /** Tokens a completion. */
  static final int NEW_TOKENS = 64;

  private final DecoderConfig config;
  private final int batch;

  BenchSize(DecoderConfig config, int batch) {
    this.config = config;
    this.batch = batch;
  }

  /** Name in the table and in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The label, for the command line. */
  @Override
  public String toString() {
    return label();
  }

  /** The decoder. */
  DecoderConfig config() {
    return config;
  }

  /** B, sequences of a train step. */
  int batch() {
    return batch;
  }

  /** T, positions of a train step. */
  int length() {
    return config.maxLength();
  }

  /** What a run of a case is counted in: positions of a step, new tokens; 0 for the reward. */
  long tokens(BenchCase work) {
    return switch (work) {
      case TRAIN_STEP -> (long) batch * length();
      case ROLLOUT, UPDATE -> (long) PROMPTS * GROUP * NEW_TOKENS;
      case REWARD, REWARD_AUTOJUNK -> 0;
    };
  }
}
