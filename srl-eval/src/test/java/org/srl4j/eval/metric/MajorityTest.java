package org.srl4j.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MajorityTest {
  private static Majority.Vote vote(String... answers) {
    List<Optional<String>> all = Arrays.stream(answers).map(Optional::ofNullable).toList();
    return Majority.of(
        all, (first, other) -> Double.parseDouble(first) == Double.parseDouble(other));
  }

  @Test
  void equalMeaningsVoteTogether() {
    // classes {0.5, .5, 5e-1} and {2, 2}
    assertEquals(new Majority.Vote(Optional.of(1), 3, 2), vote("2", "0.5", "2", ".5", "5e-1"));
  }

  @Test
  void tieGoesToTheClassSeenFirst() {
    assertEquals(new Majority.Vote(Optional.of(0), 2, 2), vote("3", "4", "4.0", "3.0"));
  }

  @Test
  void withoutAnswerThereIsNoVote() {
    assertEquals(new Majority.Vote(Optional.of(2), 1, 1), vote(null, null, "7"));
    assertEquals(new Majority.Vote(Optional.empty(), 0, 0), vote(null, null));
  }
}
