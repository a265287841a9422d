package org.srl4j.core.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;

/**
 * An agent's whole attempt at an issue, whatever file it came from.
 *
 * @param id of the instance, e.g. {@code pydantic__pydantic.acb0f10f.pr_8316}
 * @param issue what the agent was asked, as it stood in the first message
 * @param turns at least one, in order; observations as the agent was shown them
 * @param tags further facts, e.g. {@code exit_status}
 */
public record AgentTrajectory(
    String id, String issue, List<AgentTurn> turns, Map<String, String> tags) {

  private static final String HEADING = "OBSERVATION:\n";

  /** Copies the lists and rejects an attempt without turns. */
  public AgentTrajectory {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(issue, "issue");
    turns = List.copyOf(turns);
    tags = Map.copyOf(tags);
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("turns: attempt " + id + " has none");
    }
  }

  /**
   * The attempt as the expert's steps: step k is the k-th call as {@link ToolCallXml#render} writes
   * it, without the prose; the paper's action (SRL §5, software engineering). The heading {@code
   * OBSERVATION:}, which SWE-smith puts before what the environment printed, is left out.
   *
   * @param limit cuts long observations
   */
  public ExpertTrajectory toExpert(ObservationLimit limit) {
    List<Step> steps = new ArrayList<>();
    for (AgentTurn turn : turns) {
      Optional<String> observation =
          Optional.of(withoutHeading(turn.observation()))
              .filter(text -> !text.isEmpty())
              .map(limit::cut);
      steps.add(
          new Step(
              steps.size() + 1, Optional.empty(), ToolCallXml.render(turn.call()), observation));
    }
    return new ExpertTrajectory(new Problem(id, issue, "", tags), steps);
  }

  private static String withoutHeading(String observation) {
    return observation.startsWith(HEADING) ? observation.substring(HEADING.length()) : observation;
  }
}
