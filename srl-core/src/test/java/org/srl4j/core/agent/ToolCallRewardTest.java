package org.srl4j.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.RewardContract;
import org.srl4j.core.reward.Score;

class ToolCallRewardTest extends RewardContract {
  private static final double EXACT = 0;

  private static final String EXPERT = ToolCallXml.render(ToolCall.bash("ls src"));

  private static Score score(String action) {
    return new ToolCallReward().score("<think>look</think>" + action, EXPERT);
  }

  @Override
  protected Reward reward() {
    return new ToolCallReward();
  }

  @Override
  protected double lowest() {
    return -1;
  }

  @Override
  protected double highest() {
    return 1;
  }

  @Override
  protected double valueFromParts(Score score) {
    Map<String, Double> parts = score.parts();
    return parts.containsKey("format_penalty")
        ? parts.get("format_penalty")
        : 2 * parts.get("matched") / parts.get("total");
  }

  @Override
  protected String bestCompletion() {
    return "<think>look</think>\n" + EXPERT;
  }

  @Override
  protected String reference() {
    return EXPERT;
  }

  @Test
  void theExpertsCallScoresOneHoweverItIsSpaced() {
    String spaced = "\n<function=bash>\n\n<parameter=command>\nls src</parameter></function>\n";
    assertEquals(1, score(spaced).value(), EXACT);
    assertEquals("scored", score(spaced).verdict());
  }

  @Test
  void theBreakdownComparesToolAndArguments() {
    // "ls src" and "ls lib": "ls " is common, then nothing: 2 * 3 / 12 = 0.5
    Map<String, Double> parts = score(ToolCallXml.render(ToolCall.bash("ls lib"))).parts();
    assertEquals(1, parts.get("tool"), EXACT);
    assertEquals(0.5, parts.get("argument.command"), EXACT);
  }

  @Test
  void anotherToolIsComparedAsText() {
    Score score = score(ToolCallXml.render(ToolCall.submit()));
    assertEquals(0, score.parts().get("tool"), EXACT);
    assertEquals(0, score.parts().get("argument.command"), EXACT);
    assertTrue(score.value() > 0, "both are calls: " + score.value());
  }

  @Test
  void aMalformedCallCostsThePenaltyAndSaysWhy() {
    Score score = score("<function=rm>\n</function>");
    assertEquals(-1, score.value(), EXACT);
    assertEquals("unknown_tool", score.verdict());
    assertEquals("missing_call", score("ls src").verdict());
  }

  @Test
  void theGateComesBeforeTheCall() {
    Score score = new ToolCallReward().score(EXPERT, EXPERT);
    assertEquals(-1, score.value(), EXACT);
    assertEquals("missing_think", score.verdict());
  }
}
