package org.srl4j.eval.compare.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.objective.NotFiniteException;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.Recipe;
import org.srl4j.eval.page.StrictJson;
import org.srl4j.eval.report.PhaseTiming;

/** The scheduler with a workplace that only writes what a run would leave. */
class SchedulerTest {
  private static final double SLOW = 1e-4;
  private static final double FAST = 1e-3;

  @TempDir Path temp;
  private FolderLock lock;
  private final List<Order> orders = new ArrayList<>();
  private final Map<String, Double> validations = new HashMap<>();
  private final Map<String, Throwable> faults = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private boolean stop;

  @BeforeEach
  void take() throws IOException {
    lock = FolderLock.take(temp.resolve("comparison"));
  }

  @AfterEach
  void close() throws IOException {
    lock.close();
  }

  /** Two seeds, of which the first sweeps two rates for SRL; SRL→RLVR goes on from it. */
  private static RunGraph graph() throws IOException {
    List<String> settings =
        List.of(
            "compare=[rlvr,srl,srl_rlvr]",
            "runs.seeds=[4,5]",
            "methods.srl.learning_rate=[" + SLOW + "," + FAST + "]");
    ComparisonConfig config = Recipe.of("order").config(Optional.of("smoke"), settings);
    return RunGraph.of(config);
  }

  private CompletableFuture<Workplace.Ended> work(Order order) {
    orders.add(order);
    Throwable fault = faults.get(order.target());
    if (fault != null) {
      return CompletableFuture.failedFuture(fault);
    }
    try {
      leave(order);
      return CompletableFuture.completedFuture(Workplace.Ended.DONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void leave(Order order) throws IOException {
    Path target = lock.folder().resolve(order.target());
    if (order.kind() == Node.Kind.TEST) {
      PhaseTiming timing = new PhaseTiming("test", 1, 0, 0, 0, 0);
      TestedRun tested = new TestedRun(order.start(), Map.of(), List.of(), timing, Double.NaN);
      SealedFolder.write(
          target, f -> Files.writeString(f.resolve(TestedRun.FILE), StrictJson.write(tested)));
      return;
    }
    double validation = validations.getOrDefault(order.target(), 0.5);
    TrainedRun trained =
        new TrainedRun(order.learningRate(), validation, 0, 3, 2, 0, 0, 0, 1, List.of());
    Path unfinished = Files.createDirectories(ComparisonFolder.unfinished(target));
    Files.writeString(unfinished.resolve(TrainedRun.FILE), StrictJson.write(trained));
    ComparisonFolder.finish(target);
  }

  private Map<String, NodeState> run() throws IOException {
    RunGraph graph = graph();
    new ComparisonFolder(lock.folder()).write(graph);
    Board board = new Scheduler(graph, lock, log::add, () -> stop).run(this::work);
    Map<String, NodeState> states = new LinkedHashMap<>();
    board.standings().forEach(s -> states.put(s.node().name(), s.state()));
    return states;
  }

  private Order order(String target) {
    return orders.stream().filter(o -> o.target().equals(target)).findFirst().orElseThrow();
  }

  private List<String> targets() {
    return orders.stream().map(Order::target).toList();
  }

  private static String lr(double rate) {
    return "lr-" + rate;
  }

  @Test
  void whatIsNeededIsThereBeforeItIsNeeded() throws IOException {
    validations.put("seed-4/srl/" + lr(FAST), 0.9);
    Map<String, NodeState> states = run();
    assertTrue(states.values().stream().allMatch(NodeState::isDone), states.toString());
    assertEquals(states.size(), orders.size());
    assertEquals("", order("seed-4/base/test").start());
    assertEquals("seed-4/srl/" + lr(FAST), order("seed-4/srl/test").start());
    assertEquals("seed-4/srl/" + lr(FAST), order("seed-4/srl_rlvr/" + lr(3e-4)).start());
    assertEquals(FAST, order("seed-5/srl/" + lr(FAST)).learningRate());
    assertEquals("seed-5/srl/" + lr(FAST), order("seed-5/srl_rlvr/" + lr(3e-4)).start());
    assertEquals(states, states(new ComparisonFolder(lock.folder())));
  }

  private static Map<String, NodeState> states(ComparisonFolder folder) throws IOException {
    Map<String, NodeState> states = new LinkedHashMap<>();
    folder.board().standings().forEach(s -> states.put(s.node().name(), s.state()));
    return states;
  }

  @Test
  void ofEqualRatesTheFirstOfTheConfigIsChosen() throws IOException {
    run();
    assertEquals("seed-4/srl/" + lr(SLOW), order("seed-4/srl/test").start());
  }

  @Test
  void aRateThatDivergedLeavesTheChoiceToTheOthers() throws IOException {
    validations.put("seed-4/srl/" + lr(FAST), 0.9);
    faults.put("seed-4/srl/" + lr(FAST), diverged());
    Map<String, NodeState> states = run();
    assertEquals(NodeState.DIVERGED, states.get("seed-4/srl/" + lr(FAST)));
    assertEquals(NodeState.TESTED, states.get("seed-4/srl/test"));
    assertEquals(SLOW, order("seed-5/srl/" + lr(SLOW)).learningRate());
    int before = orders.size();
    run();
    assertEquals(before, orders.size(), "it would diverge again");
  }

  private static Throwable diverged() {
    return new IllegalStateException("update 3", new NotFiniteException("loss is NaN", List.of()));
  }

  @Test
  void whatNeedsAFailedRunIsNotPossibleAndTheRestGoesOn() throws IOException {
    faults.put("seed-4/srl/" + lr(SLOW), new OutOfMemoryError("Java heap space"));
    Map<String, NodeState> states = run();
    assertEquals(NodeState.FAILED, states.get("seed-4/srl/" + lr(SLOW)));
    assertEquals(NodeState.TRAINED, states.get("seed-4/srl/" + lr(FAST)));
    for (String name :
        List.of(
            "seed-4/srl/test",
            "seed-4/srl_rlvr/" + lr(3e-4),
            "seed-4/srl_rlvr/test",
            "seed-5/srl/lr-chosen",
            "seed-5/srl_rlvr/test")) {
      assertEquals(NodeState.NOT_POSSIBLE, states.get(name), name);
    }
    assertEquals(NodeState.TESTED, states.get("seed-5/rlvr/test"));
    assertEquals(
        List.of("seed-4/srl/" + lr(SLOW) + ": failed: OutOfMemoryError: Java heap space"), log);
    assertEquals(states, states(new ComparisonFolder(lock.folder())));
  }

  @Test
  void resumedItKeepsWhatIsDoneAndTriesAgainWhatFailed() throws IOException {
    String failed = "seed-4/srl/" + lr(SLOW);
    faults.put(failed, new IllegalStateException("writing failed: No space left on device"));
    run();
    List<String> before = targets();
    orders.clear();
    faults.clear();
    Map<String, NodeState> states = run();
    assertTrue(states.values().stream().allMatch(NodeState::isDone), states.toString());
    assertTrue(targets().contains(failed));
    List<String> twice = new ArrayList<>(targets());
    twice.retainAll(before);
    assertEquals(List.of(failed), twice);
  }

  @Test
  void afterAStopNothingIsGivenOutAndEverythingWaits() throws IOException {
    stop = true;
    Map<String, NodeState> states = run();
    assertTrue(states.values().stream().allMatch(s -> s == NodeState.WAITING), "" + states);
    assertEquals(List.of(), orders);
  }

  @Test
  void aTestWhoseFilesWereChangedIsDoneAgain() throws IOException {
    run();
    Path tested = lock.folder().resolve("seed-4/srl/test").resolve(TestedRun.FILE);
    Files.writeString(tested, Files.readString(tested).replace("1.0", "2.0"));
    orders.clear();
    run();
    assertEquals(List.of("seed-4/srl/test"), targets());
  }

  @Test
  void aFolderThatIsRemovedEndsTheComparison() throws IOException {
    RunGraph graph = graph();
    Scheduler scheduler = new Scheduler(graph, lock, log::add, () -> false);
    IllegalStateException fault =
        assertThrows(
            IllegalStateException.class,
            () ->
                scheduler.run(
                    order -> {
                      try {
                        SealedFolder.delete(lock.folder());
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                      return CompletableFuture.failedFuture(new IOException("gone"));
                    }));
    assertTrue(fault.getMessage().contains("removed or moved"), fault.getMessage());
    assertFalse(Files.exists(lock.folder()));
  }

  @Test
  void aControlThatOthersStartFromMustRunOnTheirSeeds() throws IOException {
    ComparisonConfig config =
        Recipe.of("order")
            .config(
                Optional.of("smoke"),
                List.of(
                    "compare=[sft_friendly,mine]",
                    "runs.seeds=[1,2]",
                    "methods.mine.like=rlvr",
                    "methods.mine.from=sft_friendly"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> RunGraph.of(config)).getMessage();
    assertEquals(
        "runs.control_seeds: mine starts from sft_friendly, which does not run on seed 2", message);
  }
}
