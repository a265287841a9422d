package org.srl4j.eval.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.Map;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.srl4j.core.data.Problem;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.metric.TribuoEvaluation;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.report.MethodResult;
import org.srl4j.eval.report.RunResult;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * Writes a Tribuo label evaluation (solved, unsolved, invalid) of every method, seed and decoding,
 * with the provenance of policy, data, seed and versions, as {@code
 * tribuo/METHOD-seed-S-DECODING.json}.
 */
public final class TribuoFiles {
  private TribuoFiles() {}

  /**
   * Writes all files.
   *
   * @param setup the problems that were solved
   * @param folder of the comparison; {@code tribuo} is made in it
   */
  public static void write(ComparisonReport report, TaskSetup setup, Path folder)
      throws IOException {
    Path target = Files.createDirectories(folder.resolve("tribuo"));
    OffsetDateTime time = OffsetDateTime.parse(report.created());
    Map<String, String> versions =
        Map.of("java", Runtime.version().toString(), "report schema", "" + report.schemaVersion());
    for (MethodResult method : report.methods()) {
      for (RunResult run : method.seeds()) {
        Task task = setup.task(run.seed());
        for (Map.Entry<String, DecodingResult> decoding : run.decodings().entrySet()) {
          String name = method.name() + "-seed-" + run.seed() + "-" + decoding.getKey();
          TribuoEvaluation.Subject subject =
              new TribuoEvaluation.Subject(
                  method.name() + ", " + decoding.getKey(),
                  task.name() + " " + task.version() + ", test",
                  hash(task),
                  run.seed(),
                  versions,
                  time);
          TribuoEvaluation.of(decoding.getValue().outcomes(), subject)
              .save(target.resolve(name + ".json"));
        }
      }
    }
  }

  private static String hash(Task task) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (Problem problem : task.problems(Split.TEST)) {
      DigestUtils.updateDigest(
          digest, problem.id() + "\n" + problem.prompt() + "\n" + problem.answer() + "\n");
    }
    return "sha256:" + Hex.encodeHexString(digest.digest());
  }
}
