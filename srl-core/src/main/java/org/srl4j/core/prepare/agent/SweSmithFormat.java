package org.srl4j.core.prepare.agent;

import java.util.List;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.UnusableRowException;

/**
 * Rows of agents' attempts as they are published for training: SWE-smith (Yang et al.,
 * arXiv:2504.21798) in all three splits (function calls, XML, fenced commands), SWE-Gym, OpenHands
 * and SWE-rebench. The messages stand in {@code messages} or {@code trajectory}, as a list or as a
 * text that holds it. The tools of SWE-Gym and OpenHands get SWE-smith's names.
 */
public final class SweSmithFormat implements AgentFormat {
  private static final List<CallForm> FORMS =
      List.of(CallForm.FUNCTION, CallForm.COST_LIMIT, CallForm.XML, CallForm.LAST_BLOCK);
  private static final ToolSet NAMES = ToolSet.sweSmith();

  /** A format; it has no options. */
  public SweSmithFormat() {}

  @Override
  public AgentTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException {
    String id = row.optionalText("instance_id").orElse(row.fileStem() + "-" + row.number());
    List<AgentMessage> messages = MessageReader.messages(row, notes);
    return new Conversation(messages, FORMS, NAMES::canonical, notes)
        .trajectory(id, AgentFormat.tags(row));
  }
}
