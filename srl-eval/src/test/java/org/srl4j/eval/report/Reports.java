package org.srl4j.eval.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.eval.metric.PairedOutcomes;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.report.benchmark.BenchmarkSection;

/** Invented reports for tests. */
final class Reports {
  /** Text that a policy might write to break a page. */
  static final String HOSTILE =
      "<script>alert('x')</script> & \"quoted\" <img src=http://evil.example/x.png> ``` | **bold**";

  private Reports() {}

  /** Two methods, one seed, four problems, eight samples: small enough to check by hand. */
  static ComparisonReport small() {
    DecodingResult base = decoding(4, 0, 1);
    DecodingResult srl = decoding(4, 3, 6);
    List<MethodResult> methods =
        List.of(
            new MethodResult("base", "Base", List.of(untrained(base))),
            new MethodResult("srl", "SRL", List.of(trained(0, srl, 0.75))));
    PairedTest.Pair pair = new PairedTest.Pair("srl", "base", "step_loop", "seed 0");
    List<PairedTest> tests =
        PairedTest.adjust(
            PairedTest.of(pair, new PairedOutcomes(srl.outcomes(), base.outcomes()), 1));
    return report(methods, tests);
  }

  /** The small one with benchmarks. */
  static ComparisonReport withBenchmarks(BenchmarkSection benchmarks) {
    ComparisonReport small = small();
    return new ComparisonReport(
        small.schemaVersion(),
        small.title(),
        small.preset(),
        small.created(),
        small.config(),
        small.environment(),
        small.taskDescription(),
        small.methods(),
        small.missing(),
        benchmarks,
        small.pairedTests(),
        small.phases(),
        small.notes());
  }

  /** A method for each result, one seed. */
  static ComparisonReport ofGreedy(List<DecodingResult> results) {
    List<MethodResult> methods = new ArrayList<>();
    for (DecodingResult result : results) {
      String name = "m" + methods.size();
      methods.add(new MethodResult(name, name, List.of(untrained(result))));
    }
    return report(methods, List.of());
  }

  /** Five methods over three seeds with both decodings, for the charts. */
  static ComparisonReport large() {
    double[][] greedy = {
      {0.01, 0.00, 0.01},
      {0.02, 0.05, 0.03},
      {0.59, 0.12, 0.00},
      {0.96, 0.92, 0.95},
      {0.97, 0.95, 0.95},
    };
    List<String> labels = List.of("Base", "SFT", "RLVR", "SRL", "SRL → RLVR");
    List<MethodResult> methods = new ArrayList<>();
    for (int m = 0; m < labels.size(); m++) {
      List<RunResult> runs = new ArrayList<>();
      for (int seed = 0; seed < 3; seed++) {
        int solved = (int) Math.round(100 * greedy[m][seed]);
        Map<String, DecodingResult> decodings = new LinkedHashMap<>();
        decodings.put("step_loop", decoding(100, solved, 8 * solved / 100));
        decodings.put("one_pass", decoding(100, solved * 4 / 5, 7 * solved / 100));
        runs.add(run(seed, m, decodings, greedy[m][seed]));
      }
      methods.add(new MethodResult("m" + m, labels.get(m), runs));
    }
    List<PairedTest> tests = new ArrayList<>();
    for (int m = 0; m < 4; m++) {
      List<ProblemOutcome> last = outcomes(methods.get(4));
      PairedTest.Pair pair = new PairedTest.Pair("m" + m, "m4", "step_loop", "seed 0");
      tests.addAll(PairedTest.of(pair, new PairedOutcomes(outcomes(methods.get(m)), last), m));
    }
    return report(methods, PairedTest.adjust(tests));
  }

  private static List<ProblemOutcome> outcomes(MethodResult method) {
    return method.seeds().get(0).decodings().get("step_loop").outcomes();
  }

  private static ComparisonReport report(List<MethodResult> methods, List<PairedTest> tests) {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("preset", "tiny");
    config.putObject("srl").put("groupSize", 8).put("learningRate", 3e-4);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("java", "17.0.1");
    environment.put("cores", "2");
    environment.put("revision", "abc123");
    return new ComparisonReport(
        ComparisonReport.SCHEMA_VERSION,
        "Comparison of methods",
        "tiny",
        "2025-01-02T03:04:05Z",
        config,
        environment,
        "Eight operations in a hidden order; held-out problems, 8 samples each.",
        methods,
        List.of(),
        BenchmarkSection.NONE,
        tests,
        List.of(
            new PhaseTiming("pre-training", 10, 100, 0, 50_000, 0),
            new PhaseTiming("SRL, seed 0", 20, 75, 80_000, 40_000, 4_000)),
        List.of("The order differs from the paper's: SFT is below the base here."));
  }

  static DecodingResult decoding(int problems, int solved, int correct) {
    List<ProblemOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < problems; i++) {
      Verdict verdict =
          i < solved ? Verdict.SOLVED : i == problems - 1 ? Verdict.INVALID : Verdict.UNSOLVED;
      int right = i % 2 == 0 ? correct : correct / 2;
      outcomes.add(new ProblemOutcome("p" + i, verdict, false, 40 + i, 8, right, 0, 0));
    }
    return DecodingResult.of(outcomes, 0.5, Double.NaN);
  }

  private static RunResult untrained(DecodingResult result) {
    Map<String, DecodingResult> decodings = Map.of("step_loop", result);
    return new RunResult(0, Double.NaN, Map.of(), 0, 0, decodings, List.of(), List.of());
  }

  private static RunResult trained(long seed, DecodingResult result, double score) {
    return run(seed, 1, Map.of("step_loop", result), score);
  }

  private static RunResult run(
      long seed, int method, Map<String, DecodingResult> decodings, double score) {
    List<CurvePoint> curve = new ArrayList<>();
    for (int i = 0; i <= 5; i++) {
      long tokens = i * (100_000L + 40_000L * method);
      double reached = score * (1 - Math.pow(0.4, i));
      curve.add(
          new CurvePoint(15L * i, tokens, 5.0 * i, reached, Double.NaN, Map.of("entropy", 1.5)));
    }
    SampleCompletion sample =
        new SampleCompletion(
            "p0",
            "step_loop",
            "Q 517 : rev : comp\n",
            List.of("<think> comp : 487 </think> 1. comp rot -> 874", HOSTILE),
            "1. so comp rot -> 874\nA 308",
            Verdict.SOLVED);
    Map<Double, Double> sweep = Map.of(3e-4, score, 1e-4, score / 2);
    return new RunResult(seed, 3e-4, sweep, 75, 60, decodings, curve, List.of(sample));
  }
}
