package org.srl4j.core.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecodingStateTest {
  private final DecodingState state = new DecodingState(3, 40);
  private final KeyValueCache cache =
      state.cacheFor(new Call("causal_attention", Map.of("layer", 0.0), java.util.List.of()), 1, 2);

  @Test
  void pagesAreTakenWhereARowWrites() {
    assertArrayEquals(new int[] {-1, -1, -1}, state.pages(1));
    state.place(0, 1, 15, 2); // positions 15 and 16
    assertNotEquals(-1, state.pages(1)[0]);
    assertNotEquals(-1, state.pages(1)[1]);
    assertEquals(-1, state.pages(1)[2]);
  }

  @Test
  void fullPagesAreSharedAndTheLastOneIsCopied() {
    state.place(0, 0, 0, 20);
    int tail = state.pages(0)[1];
    cache.put(tail, 3, new float[] {5, 6}, 0, new float[] {7, 8}, 0);
    state.share(0, 1, 20);
    assertEquals(state.pages(0)[0], state.pages(1)[0]);
    int copy = state.pages(1)[1];
    assertNotEquals(tail, copy);
    // page [K = 1, D = 2, L = 16]: component 1 of lane 3 is at 16 + 3; values [L, D]: at 3 * 2
    assertEquals(6, cache.keys()[copy * 32 + 19]);
    assertEquals(7, cache.values()[copy * 32 + 6]);
  }

  @Test
  void aPageIsFreeWhenItsLastUserLeaves() {
    state.place(0, 0, 0, 40);
    state.share(0, 1, 32);
    int shared = state.pages(0)[0];
    state.clear(0);
    state.place(0, 2, 0, 40); // three pages, none of them the two that slot 1 still has
    for (int page : state.pages(2)) {
      assertNotEquals(shared, page);
      assertNotEquals(state.pages(1)[1], page);
    }
    state.clear(1);
    state.clear(2);
    for (int slot = 0; slot < 3; slot++) {
      state.place(0, slot, 0, 40); // all nine are there again
    }
  }

  @Test
  void aSequenceBeginsWithThePagesOfAnEarlierOneThatBeganAlike() {
    int[] tokens = IntStream.range(0, 40).toArray();
    assertEquals(0, state.begin(0, tokens, 35));
    state.place(0, 0, 0, 35);
    state.remember(0, tokens, 35); // pages 0 and 1 are full
    int[] pages = state.pages(0).clone();
    state.clear(0);
    assertEquals(32, state.begin(1, tokens, 39));
    assertArrayEquals(new int[] {pages[0], pages[1], -1}, state.pages(1));
    assertEquals(16, state.begin(1, tokens, 31)); // only one full page of 31
    int[] other = tokens.clone();
    other[20] = 99;
    assertEquals(16, state.begin(1, other, 39));
    other[3] = 99;
    assertEquals(0, state.begin(1, other, 39));
    state.forget();
    assertEquals(0, state.begin(1, tokens, 39));
  }

  @Test
  void keptPagesGoWhenMemoryRunsShort() {
    for (int prompt = 0; prompt < 20; prompt++) {
      int[] tokens = IntStream.range(100 * prompt, 100 * prompt + 40).toArray();
      for (int slot = 0; slot < 3; slot++) {
        state.begin(slot, tokens, 39);
        state.place(0, slot, 0, 40);
        state.remember(slot, tokens, 39);
      }
    }
    assertEquals(3, java.util.Arrays.stream(state.pages(2)).distinct().count());
  }
}
