package org.srl4j.eval.compare.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.compare.graph.Node;

class TimingTest {
  private static final double EXACT = 1e-12;

  @Test
  void smallWorkIsDoneWholeAndTheSecondTimeCounts() {
    List<Integer> sizes = new ArrayList<>();
    // a second each item, and 5 seconds more the first time
    Timing timing =
        Timing.of(
            12,
            100,
            size -> {
              sizes.add(size);
              return size + (sizes.size() == 1 ? 5 : 0);
            });
    assertEquals(List.of(2, 2, 8, 12, 12), sizes);
    assertEquals(12, timing.each(), EXACT);
    assertEquals(12 + 5, timing.first(), EXACT);
    assertEquals(17 + 2 * 12, timing.times(3), EXACT);
    assertEquals(0, timing.times(0), EXACT);
  }

  @Test
  void largeWorkIsMeasuredInPartAndScaled() {
    List<Integer> sizes = new ArrayList<>();
    Timing timing =
        Timing.of(
            512,
            8,
            size -> {
              sizes.add(size);
              return 0.5 * size;
            });
    assertEquals(List.of(2, 2, 8, 8), sizes); // 4 x 4 s are more than 8
    assertEquals(256, timing.each(), EXACT);
    assertEquals("8 of 512 prompts", timing.share("prompts"));
  }

  @Test
  void workThatTakesTooLongIsDoneOnce() {
    List<Integer> sizes = new ArrayList<>();
    Timing timing =
        Timing.of(
            512,
            8,
            size -> {
              sizes.add(size);
              return 65;
            });
    assertEquals(List.of(2), sizes);
    assertEquals(256 * 65, timing.each(), EXACT);
  }

  @Test
  void theFirstTimeDoesNotDecideWhatEachTakes() {
    List<Integer> sizes = new ArrayList<>();
    Timing timing =
        Timing.of(
            16,
            8,
            size -> {
              sizes.add(size);
              return sizes.size() == 1 ? 20 : 0.1 * size;
            });
    assertEquals(List.of(2, 2, 8, 16, 16), sizes);
    assertEquals(1.6, timing.each(), EXACT);
    assertEquals(1.6 + 20 - 0.2, timing.first(), EXACT);
  }

  private static Node node(String name, String... needs) {
    return new Node(name, Node.Kind.TRAINING, "m", 0, 1, "", List.of(needs));
  }

  /** Two workers: a and b begin; c waits for a (2 s), d for b (3 s); 2+4 = 6, 3+1 = 4. */
  @Test
  void nodesWaitForWhatTheyNeedAndForAWorker() {
    List<Node> nodes = List.of(node("a"), node("b"), node("c", "a"), node("d", "b"));
    Map<String, Double> seconds = Map.of("a", 2.0, "b", 3.0, "c", 4.0, "d", 1.0);
    assertEquals(6, WorkerHours.of(nodes, seconds, 2), EXACT);
    assertEquals(10, WorkerHours.of(nodes, seconds, 1), EXACT);
    assertEquals(6, WorkerHours.of(nodes, seconds, 9), EXACT);
  }

  @Test
  void secondsAreSaidInTheUnitThatSuits() {
    assertEquals("0.35 s", Duration.text(0.35));
    assertEquals("1.5 s", Duration.text(1.5));
    assertEquals("90 s", Duration.text(90));
    assertEquals("5.8 min", Duration.text(350));
    assertEquals("3.0 h", Duration.text(3 * 3600));
    assertEquals("10 days", Duration.text(10 * 86400));
  }
}
