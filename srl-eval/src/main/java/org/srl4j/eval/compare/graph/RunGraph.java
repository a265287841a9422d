package org.srl4j.eval.compare.graph;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.eval.compare.settings.BenchmarksConfig;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.SeedPlan;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Training;

/**
 * All trainings, tests and benchmarks of a comparison, in the order in which they are given out.
 *
 * @param firstSeed the seed that chooses learning rates for those that sweep none
 * @param nodes each behind what it needs
 */
public record RunGraph(long firstSeed, List<Node> nodes) {

  /** Copies the list. */
  public RunGraph {
    nodes = List.copyOf(nodes);
  }

  /**
   * The graph of a comparison.
   *
   * @throws IllegalArgumentException if a method starts from one that does not run on its seed
   */
  public static RunGraph of(ComparisonConfig config) {
    SeedPlan plan = config.runs();
    RunGraph graph = new RunGraph(plan.seeds().get(0), List.of());
    for (int s = 0; s < plan.seeds().size(); s++) {
      for (Method method : config.compared()) {
        if (!method.control() || s < plan.controlSeeds()) {
          graph = graph.with(method, plan.seeds().get(s), s < plan.sweepSeeds(), config);
        }
      }
    }
    return graph.with(config.benchmarks());
  }

  /** Behind all else: what is tested is asked each benchmark too. */
  private RunGraph with(BenchmarksConfig benchmarks) {
    List<Node> all = new ArrayList<>(nodes);
    for (Node test : nodes) {
      if (test.kind() == Node.Kind.TEST) {
        for (String asked : benchmarks.ask()) {
          all.add(benchmark(test, BenchmarksConfig.name(asked)));
        }
      }
    }
    return new RunGraph(firstSeed, all);
  }

  private static Node benchmark(Node test, String benchmark) {
    return new Node(
        Node.ofBenchmark(folder(test.method(), test.seed()), benchmark),
        Node.Kind.BENCHMARK,
        test.method(),
        test.seed(),
        Double.NaN,
        "",
        test.needs());
  }

  private RunGraph with(Method method, long seed, boolean sweeps, ComparisonConfig config) {
    List<Node> all = new ArrayList<>(nodes);
    if (method.training().isPresent()) {
      Training training = method.training().get();
      for (double rate : sweeps ? training.learningRate() : List.of(Double.NaN)) {
        all.add(training(method, seed, rate, config));
      }
    }
    List<String> needs = names(new RunGraph(firstSeed, all).trainings(method.name(), seed));
    String name = folder(method.name(), seed) + "/test";
    all.add(new Node(name, Node.Kind.TEST, method.name(), seed, Double.NaN, "", needs));
    return new RunGraph(firstSeed, all);
  }

  private Node training(Method method, long seed, double rate, ComparisonConfig config) {
    List<String> needs = new ArrayList<>();
    String from = method.from().filter(name -> isTrained(config, name)).orElse("");
    if (!from.isEmpty()) {
      if (trainings(from, seed).isEmpty()) {
        throw new IllegalArgumentException(
            String.format(
                "runs.control_seeds: %s starts from %s, which does not run on seed %d",
                method.name(), from, seed));
      }
      needs.addAll(names(trainings(from, seed)));
    }
    if (Double.isNaN(rate)) {
      needs.addAll(names(trainings(method.name(), firstSeed)));
    }
    String name =
        folder(method.name(), seed) + "/" + (Double.isNaN(rate) ? "lr-chosen" : "lr-" + rate);
    return new Node(name, Node.Kind.TRAINING, method.name(), seed, rate, from, needs);
  }

  private static boolean isTrained(ComparisonConfig config, String method) {
    return config.methods().named(method).training().isPresent();
  }

  private static List<String> names(List<Node> nodes) {
    return nodes.stream().map(Node::name).toList();
  }

  /** Folder of a method's runs of a seed, below the comparison's. */
  static String folder(String method, long seed) {
    return "seed-" + seed + "/" + method;
  }

  /** The trainings among which a method's run of a seed is chosen; none if nothing is trained. */
  List<Node> trainings(String method, long seed) {
    return nodes.stream()
        .filter(node -> node.kind() == Node.Kind.TRAINING)
        .filter(node -> node.method().equals(method) && node.seed() == seed)
        .toList();
  }
}
