package org.srl4j.core.agent;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.srl4j.core.reward.FormatGate;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.reward.StepSimilarityReward;

/**
 * The reward of SRL in software engineering: the similarity of the rendered tool call with the
 * expert's, and the penalty of a broken format for anything that is no well-formed call of a known
 * tool.
 *
 * <p>arXiv:2510.25992, section 5: the action is the command that the environment runs, without the
 * prose around it. The call is rendered anew before it is compared, so white space around
 * parameters neither costs nor earns anything.
 *
 * <p>Score: as {@link StepSimilarityReward}; a malformed call has its fault as verdict, e.g. {@code
 * unknown_tool}. Beside the parts that make up the value stand {@code tool}, 1 if the tool is the
 * expert's, else 0, and {@code argument.<name>}, the similarity of each argument that either call
 * has (0 where one lacks it); these explain and are not added.
 *
 * @param steps gate, similarity and penalty
 * @param tools what may be called
 */
public record ToolCallReward(StepSimilarityReward steps, ToolSet tools) implements Reward {

  /** The paper's reward on SWE-smith's tools. */
  public ToolCallReward() {
    this(new StepSimilarityReward(), ToolSet.sweSmith());
  }

  @Override
  public Score score(String completion, String reference) {
    FormatGate.Parsed parsed = steps.gate().parse(completion);
    if (!parsed.isOk()) {
      return steps.score(completion, reference);
    }
    ToolCall call;
    try {
      call = tools.check(ToolCallXml.parse(parsed.action()));
    } catch (MalformedToolCallException e) {
      double penalty = steps.formatPenalty();
      return new Score(penalty, e.fault().label(), Map.of("format_penalty", penalty));
    }
    ToolCall expert = tools.check(ToolCallXml.parse(reference));
    Score whole = steps.scoreAction(ToolCallXml.render(call), ToolCallXml.render(expert));
    Map<String, Double> parts = new HashMap<>(whole.parts());
    parts.putAll(breakdown(call, expert));
    return new Score(whole.value(), whole.verdict(), parts);
  }

  private Map<String, Double> breakdown(ToolCall call, ToolCall expert) {
    Map<String, Double> parts = new HashMap<>();
    parts.put("tool", call.tool().equals(expert.tool()) ? 1.0 : 0.0);
    Set<String> names = new LinkedHashSet<>(expert.arguments().keySet());
    names.addAll(call.arguments().keySet());
    for (String name : names) {
      String mine = call.arguments().get(name);
      String theirs = expert.arguments().get(name);
      double alike = mine == null || theirs == null ? 0 : steps.similarity().apply(mine, theirs);
      parts.put("argument." + name, alike);
    }
    return parts;
  }
}
