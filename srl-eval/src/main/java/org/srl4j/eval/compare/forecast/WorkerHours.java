package org.srl4j.eval.compare.forecast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.srl4j.eval.compare.graph.Node;

/** How long the nodes of a graph take on some workers, given out as the scheduler does. */
final class WorkerHours {
  private record Running(Node node, double end) implements Comparable<Running> {
    @Override
    public int compareTo(Running other) {
      return Double.compare(end, other.end);
    }
  }

  private WorkerHours() {}

  /**
   * Seconds until the last node is over.
   *
   * @param nodes each behind what it needs
   * @param seconds of each node, by name
   * @param workers at least 1
   */
  static double of(List<Node> nodes, Map<String, Double> seconds, int workers) {
    List<Node> waiting = new ArrayList<>(nodes);
    Queue<Node> given = new ArrayDeque<>();
    PriorityQueue<Running> running = new PriorityQueue<>();
    Set<String> done = new HashSet<>();
    double now = 0;
    while (done.size() < nodes.size()) {
      for (Node node : List.copyOf(waiting)) {
        if (done.containsAll(node.needs())) {
          waiting.remove(node);
          given.add(node);
        }
      }
      while (running.size() < workers && !given.isEmpty()) {
        Node node = given.remove();
        running.add(new Running(node, now + seconds.get(node.name())));
      }
      Running first = running.remove();
      now = first.end();
      done.add(first.node().name());
    }
    return now;
  }
}
