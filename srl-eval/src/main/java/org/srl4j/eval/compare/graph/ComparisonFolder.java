package org.srl4j.eval.compare.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.eval.page.PageFiles;
import org.srl4j.eval.page.StrictJson;

/**
 * Where a comparison's runs are and what its files say of them. A training's, a test's or a
 * benchmark's folder is there when it is over; before that it is called {@code unfinished-...}. A
 * fault is in {@code failed-....json} beside it. There is no other record of states.
 *
 * @param path the comparison's folder
 */
public record ComparisonFolder(Path path) {
  private static final String GRAPH = "graph.json";
  private static final String UNFINISHED = "unfinished-";
  private static final String FAILED = "failed-";

  /** Whether a folder holds a comparison that was begun. */
  public static boolean isComparison(Path folder) {
    return Files.isRegularFile(folder.resolve(GRAPH));
  }

  /** Keeps the graph, for those who read the folder. */
  public void write(RunGraph graph) throws IOException {
    PageFiles.replace(path.resolve(GRAPH), StrictJson.write(graph));
  }

  /**
   * The graph that was kept.
   *
   * @throws IllegalArgumentException if the file is damaged
   */
  public RunGraph graph() throws IOException {
    return StrictJson.read(path.resolve(GRAPH), RunGraph.class, "a comparison's graph of runs");
  }

  /** Where all nodes stand by their files. */
  public Board board() throws IOException {
    return new Board(graph(), this);
  }

  /** The name that a folder has until it is complete. */
  public static Path unfinished(Path target) {
    return target.resolveSibling(UNFINISHED + target.getFileName());
  }

  /** Gives a complete folder its name; from then on the work is over. */
  public static void finish(Path target) throws IOException {
    Path unfinished = unfinished(target);
    Disk.force(unfinished);
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    Disk.force(target.getParent());
  }

  /** The folder of a node, below the comparison's; of an open rate what was chosen, once it is. */
  Optional<String> target(Node node) {
    return node.hasOpenRate() ? chosen(node, "") : Optional.of(node.name());
  }

  private Optional<String> chosen(Node node, String prefix) {
    String parent = RunGraph.folder(node.method(), node.seed());
    if (!Files.isDirectory(path.resolve(parent))) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(path.resolve(parent))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.startsWith(prefix + "lr-"))
          .map(name -> parent + "/" + name)
          .findFirst();
    } catch (IOException e) {
      throw Disk.fault("reading " + path.resolve(parent), e);
    }
  }

  /** Where a node stands by its own files; held tells whether a process works in the folder. */
  Standing standing(Node node, boolean held) {
    Optional<String> target = target(node);
    if (target.isPresent() && isOver(node, path.resolve(target.get()))) {
      boolean training = node.kind() == Node.Kind.TRAINING;
      return new Standing(node, training ? NodeState.TRAINED : NodeState.TESTED, "");
    }
    Optional<Failure> failure = failure(node);
    if (failure.isPresent()) {
      NodeState state = failure.get().diverged() ? NodeState.DIVERGED : NodeState.FAILED;
      return new Standing(node, state, failure.get().cause());
    }
    if (!isBegun(node)) {
      return new Standing(node, NodeState.WAITING, "");
    }
    return new Standing(node, held ? NodeState.RUNNING : NodeState.INTERRUPTED, "");
  }

  /** Where a node's files are now, complete or not; empty if there are none. */
  public Optional<Path> place(Node node) {
    Optional<String> open = target(node).or(() -> chosen(node, UNFINISHED));
    return open.map(path::resolve)
        .map(target -> Files.isDirectory(target) ? target : unfinished(target))
        .filter(Files::isDirectory);
  }

  private boolean isBegun(Node node) {
    return node.hasOpenRate()
        ? chosen(node, UNFINISHED).isPresent()
        : Files.isDirectory(unfinished(path.resolve(node.name())));
  }

  /** A test or benchmark whose figures were changed or lost is to be done again. */
  private static boolean isOver(Node node, Path target) {
    if (node.kind() == Node.Kind.TRAINING) {
      return Files.isRegularFile(target.resolve(TrainedRun.FILE));
    }
    try {
      return Files.isDirectory(target) && SealedFolder.fault(target).isEmpty();
    } catch (IOException e) {
      throw Disk.fault("reading " + target, e);
    }
  }

  /** Whether a process works in the folder. */
  boolean isHeld() throws IOException {
    return FolderLock.isHeld(path);
  }

  /** What a training that is over came to. */
  public TrainedRun trained(String run) {
    return read(path.resolve(run).resolve(TrainedRun.FILE), TrainedRun.class, "a trained run");
  }

  /** What a test that is over came to. */
  public TestedRun tested(Node test) {
    Path file = path.resolve(test.name()).resolve(TestedRun.FILE);
    return read(file, TestedRun.class, "a tested run");
  }

  private static <T extends Record> T read(Path file, Class<T> type, String what) {
    try {
      return StrictJson.read(file, type, what);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file + " failed: " + Disk.reason(e), e);
    }
  }

  private Path failureFile(Node node) {
    Path place = path.resolve(node.name());
    return place.resolveSibling(FAILED + place.getFileName() + ".json");
  }

  private Optional<Failure> failure(Node node) {
    Path file = failureFile(node);
    return Files.isRegularFile(file)
        ? Optional.of(read(file, Failure.class, "the cause of a failed run"))
        : Optional.empty();
  }

  /** Keeps why a node failed; where that cannot be written, it is known until the process ends. */
  void write(Node node, Failure failure) throws IOException {
    Files.createDirectories(failureFile(node).getParent());
    PageFiles.replace(failureFile(node), StrictJson.write(failure));
  }

  /** Forgets why a node failed: it is tried again. */
  void forgetFailure(Node node) throws IOException {
    Files.deleteIfExists(failureFile(node));
  }
}
