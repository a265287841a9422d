package org.srl4j.eval.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One problem of a benchmark.
 *
 * @param id unique within the benchmark
 * @param row its place in the file, counted from 1
 * @param question as the file has it
 * @param golds accepted answers; a response is right if it means one of them. Problems of training
 *     sets have none
 * @param facts further columns, e.g. level and subject
 */
public record BenchmarkProblem(
    String id, int row, String question, List<String> golds, Map<String, String> facts) {

  /** Copies the collections and rejects missing parts. */
  public BenchmarkProblem {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(question, "question");
    golds = List.copyOf(golds);
    facts = Map.copyOf(facts);
  }

  /** The same with other accepted answers. */
  BenchmarkProblem withGolds(List<String> accepted) {
    return new BenchmarkProblem(id, row, question, accepted, facts);
  }
}
