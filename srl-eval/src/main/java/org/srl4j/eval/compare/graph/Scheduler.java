package org.srl4j.eval.compare.graph;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.srl4j.core.train.files.FolderLock;

/**
 * Gives out the work of a comparison: everything whose needs are there, until all is done, lost, or
 * a stop is asked for. What is done already is kept; what failed is tried once more, but for what
 * diverged. A fault ends one node and those that need it.
 */
public final class Scheduler {
  private final RunGraph graph;
  private final ComparisonFolder folder;
  private final FolderLock lock;
  private final Consumer<String> log;
  private final BooleanSupplier stopRequested;
  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();

  /** How the work on a node ended: with a fault, or without. */
  private record Report(Node node, Workplace.Ended ended, Throwable fault) {}

  /**
   * A scheduler.
   *
   * @param graph what there is to do
   * @param lock of the comparison's folder
   * @param log told of faults, a line each
   * @param stopRequested no more work is given out when this says so
   */
  public Scheduler(
      RunGraph graph, FolderLock lock, Consumer<String> log, BooleanSupplier stopRequested) {
    this.graph = graph;
    this.folder = new ComparisonFolder(lock.folder());
    this.lock = lock;
    this.log = log;
    this.stopRequested = stopRequested;
  }

  /**
   * Does all that can be done.
   *
   * @param workplace where
   * @return where everything stands
   * @throws IllegalStateException if the folder was removed meanwhile
   */
  public Board run(Workplace workplace) throws IOException {
    for (Node node : graph.nodes()) {
      if (folder.standing(node, true).state() == NodeState.FAILED) {
        folder.forgetFailure(node);
      }
    }
    Board board = new Board(graph, folder);
    reopen(board);
    int running = start(board, workplace);
    while (running > 0) {
      settle(board, take());
      running += start(board, workplace) - 1;
    }
    return board;
  }

  /** What an earlier process left; this one has the folder's lock, so nobody works on it. */
  private static void reopen(Board board) {
    for (Standing standing : board.standings()) {
      if (standing.state() == NodeState.RUNNING || standing.state() == NodeState.INTERRUPTED) {
        board.set(new Standing(standing.node(), NodeState.WAITING, ""));
      }
    }
  }

  private int start(Board board, Workplace workplace) {
    int started = 0;
    for (Standing standing : board.standings()) {
      if (standing.state() != NodeState.WAITING || stopRequested.getAsBoolean()) {
        continue;
      }
      Node node = standing.node();
      Optional<Order> order = board.order(node);
      if (order.isPresent()) {
        lock.requireThere();
        board.set(new Standing(node, NodeState.RUNNING, ""));
        workplace
            .work(order.get())
            .whenComplete((ended, fault) -> reports.add(new Report(node, ended, fault)));
        started++;
      }
    }
    return started;
  }

  private Report take() {
    try {
      return reports.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while runs were under way", e);
    }
  }

  private void settle(Board board, Report report) {
    Node node = report.node();
    if (report.fault() != null) {
      lock.requireThere();
      fail(board, node, Failure.of(report.fault()));
    } else if (report.ended() == Workplace.Ended.STOPPED) {
      board.set(new Standing(node, NodeState.INTERRUPTED, ""));
    } else {
      board.set(folder.standing(node, true));
    }
  }

  private void fail(Board board, Node node, Failure failure) {
    NodeState state = failure.diverged() ? NodeState.DIVERGED : NodeState.FAILED;
    log.accept(
        node.name()
            + ": "
            + state.name().toLowerCase(java.util.Locale.ROOT)
            + ": "
            + failure.cause());
    try {
      folder.write(node, failure);
    } catch (IOException e) {
      log.accept(node.name() + ": why it failed could not be kept: " + e.getMessage());
    }
    board.set(new Standing(node, state, failure.cause()));
  }
}
