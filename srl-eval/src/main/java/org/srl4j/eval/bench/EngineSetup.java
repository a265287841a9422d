package org.srl4j.eval.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an engine's process is told, as {@code key=value} arguments.
 *
 * @param engine ours, or the stock session
 * @param work the case
 * @param size of the decoder
 * @param threads at least 1
 * @param pairs file of texts for the reward; need not exist for the other cases
 */
public record EngineSetup(String engine, BenchCase work, BenchSize size, int threads, Path pairs) {
  /** Name of our own engine. */
  public static final String OURS = "srl4j";

  /** As arguments. */
  List<String> arguments() {
    return List.of(
        "engine=" + engine,
        "case=" + work.name(),
        "size=" + size.name(),
        "threads=" + threads,
        "pairs=" + pairs);
  }

  /**
   * From arguments.
   *
   * @throws IllegalArgumentException if one is missing or not of its kind
   */
  public static EngineSetup parse(List<String> arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("setup: must be key=value, got " + argument);
      }
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    for (String key : List.of("engine", "case", "size", "threads", "pairs")) {
      if (!values.containsKey(key)) {
        throw new IllegalArgumentException("setup: " + key + "= is missing in " + arguments);
      }
    }
    return new EngineSetup(
        values.get("engine"),
        BenchCase.valueOf(values.get("case")),
        BenchSize.valueOf(values.get("size")),
        Integer.parseInt(values.get("threads")),
        Path.of(values.get("pairs")));
  }

  /** Builds the engine, which may take seconds. */
  Engine open() throws IOException {
    boolean stock = engine.equals(Peer.SAMEDIFF.label());
    return switch (work) {
      case TRAIN_STEP -> stock ? new SessionStep(size) : new PlanStep(size, threads);
      case ROLLOUT -> new SampledRollout(size, threads);
      case UPDATE -> new WholeUpdate(size, threads);
      case REWARD -> new PairRatios(TextPairs.read(pairs), false);
      case REWARD_AUTOJUNK -> new PairRatios(TextPairs.read(pairs), true);
    };
  }
}
