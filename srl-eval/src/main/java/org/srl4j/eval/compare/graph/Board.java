package org.srl4j.eval.compare.graph;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where every node of a comparison stands, and what can be done next. */
public final class Board {
  private final RunGraph graph;
  private final ComparisonFolder folder;
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final Map<String, TrainedRun> trained = new HashMap<>();

  /**
   * Whether something that is needed is there.
   *
   * @param choice the run; null = not yet, or never
   * @param lost why never; empty = not yet
   */
  private record Need(Choice choice, String lost) {
    static final Need NOT_YET = new Need(null, "");

    boolean isThere() {
      return choice != null;
    }
  }

  /** Reads the files of all nodes. */
  Board(RunGraph graph, ComparisonFolder folder) throws IOException {
    this.graph = graph;
    this.folder = folder;
    boolean held = folder.isHeld();
    for (Node node : graph.nodes()) {
      standings.put(node.name(), folder.standing(node, held));
    }
    spread();
  }

  /** All nodes, in the order of the graph. */
  public List<Standing> standings() {
    return List.copyOf(standings.values());
  }

  /** Notes where a node stands now, and what is not possible because of it. */
  void set(Standing standing) {
    standings.put(standing.node().name(), standing);
    spread();
  }

  /** Marks what waits for something that will not come. */
  private void spread() {
    for (Node node : graph.nodes()) { // each stands behind what it needs
      if (standings.get(node.name()).state() == NodeState.WAITING) {
        String lost = start(node).lost() + rate(node).lost();
        if (!lost.isEmpty()) {
          standings.put(node.name(), new Standing(node, NodeState.NOT_POSSIBLE, lost));
        }
      }
    }
  }

  /** What is to be done for a node; empty as long as something that it needs is not there. */
  Optional<Order> order(Node node) {
    Need start = start(node);
    Need rate = rate(node);
    if (!start.isThere() || !rate.isThere()) {
      return Optional.empty();
    }
    boolean open = node.hasOpenRate();
    double learningRate = open ? rate.choice().trained().learningRate() : node.learningRate();
    String target =
        open ? RunGraph.folder(node.method(), node.seed()) + "/lr-" + learningRate : node.name();
    return Optional.of(
        new Order(
            node.kind(),
            node.method(),
            node.seed(),
            node.benchmark(),
            learningRate,
            start.choice().run(),
            target));
  }

  /** A method's chosen run of a seed; empty as long as not all its trainings are over. */
  public Optional<Choice> choice(String method, long seed) {
    return Optional.ofNullable(need(method, seed).choice());
  }

  private Need start(Node node) {
    if (node.kind() != Node.Kind.TRAINING) {
      return need(node.method(), node.seed());
    }
    return node.from().isEmpty() ? new Need(Choice.START, "") : need(node.from(), node.seed());
  }

  private Need rate(Node node) {
    return node.hasOpenRate() ? need(node.method(), graph.firstSeed()) : new Need(Choice.START, "");
  }

  /**
   * A sweep is judged when each of its rates is trained or has diverged. One that failed otherwise
   * could still be the best, so there is no choice without it.
   */
  private Need need(String method, long seed) {
    Choice choice = Choice.START;
    boolean waits = false;
    String diverged = "";
    for (Node node : graph.trainings(method, seed)) {
      Standing standing = standings.get(node.name());
      switch (standing.state()) {
        case TRAINED -> {
          String run = folder.target(node).orElseThrow();
          choice = choice.or(run, trained.computeIfAbsent(run, folder::trained));
        }
        case DIVERGED -> diverged = "needs " + node.name() + ", which diverged";
        case FAILED -> {
          return new Need(null, "needs " + node.name() + ", which failed");
        }
        case NOT_POSSIBLE -> {
          return new Need(null, "needs " + node.name() + ", which is not possible");
        }
        default -> waits = true;
      }
    }
    if (waits) {
      return Need.NOT_YET;
    }
    boolean none = choice == Choice.START && !graph.trainings(method, seed).isEmpty();
    return none ? new Need(null, diverged) : new Need(choice, "");
  }
}
