package org.srl4j.eval.compare;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.eval.compare.benchmarks.AskedBenchmark;
import org.srl4j.eval.compare.benchmarks.AskedBenchmarks;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/** SHA-256 of what a run starts from, to tell whether two runs start from the same. */
final class Fingerprint {
  private Fingerprint() {}

  /** Of problems and expert steps that are trained and validated on. */
  static String ofData(Task task) {
    return Hex.encodeHexString(digest(task, List.of(Split.TRAIN, Split.VALIDATION)).digest());
  }

  /** Of problems and expert steps that are trained, validated and tested on, and of benchmarks. */
  static String ofAllData(Task task, AskedBenchmarks benchmarks) {
    MessageDigest digest = digest(task, List.of(Split.TRAIN, Split.VALIDATION, Split.TEST));
    for (AskedBenchmark asked : benchmarks.all()) {
      add(digest, asked.name());
      add(digest, asked.benchmark().definition().version());
      add(digest, asked.benchmark().sha256());
    }
    return Hex.encodeHexString(digest.digest());
  }

  private static MessageDigest digest(Task task, List<Split> splits) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (Split split : splits) {
      task.problems(split).forEach(problem -> add(digest, problem));
      for (ExpertTrajectory trajectory : task.trajectories(split)) {
        add(digest, trajectory.problem());
        for (Step step : trajectory.steps()) {
          add(digest, step.toString());
        }
      }
    }
    return digest;
  }

  private static void add(MessageDigest digest, Problem problem) {
    add(digest, problem.id());
    add(digest, problem.prompt());
    add(digest, problem.answer());
  }

  /** With its length, so that no two lists of texts give the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
