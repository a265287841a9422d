package org.srl4j.eval.swe.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.core.agent.ToolPrompt;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.eval.swe.agent.AgentRun.Turn;
import org.srl4j.eval.swe.workspace.Workspace;

/**
 * An attempt as a {@code .traj} file of SWE-agent 1.1 and later (Yang et al., arXiv:2405.15793):
 * {@code trajectory} with a step per turn and the prompt under {@code query}, {@code history} with
 * function calls, {@code info} with {@code submission}, {@code exit_status} and {@code
 * model_stats}. Counts of what happened are added under {@code info.counts}.
 */
public final class TrajectoryFile {
  private static final String AGENT = "main";

  private TrajectoryFile() {}

  /** The file's content. */
  public static ObjectNode of(AgentRun run, ToolSet tools) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.put("environment", "srl4j");
    ArrayNode trajectory = file.putArray("trajectory");
    ArrayNode history = file.putArray("history");
    message(history, "system", ToolPrompt.system(tools), "system_prompt");
    message(history, "user", run.issue(), "observation");
    for (Turn turn : run.turns()) {
      trajectory.add(step(turn));
      history(history, turn, trajectory.size());
    }
    file.set("info", info(run));
    ObjectNode replay = JsonNodeFactory.instance.objectNode();
    replay.putObject("problem_statement").put("id", run.id()).put("text", run.issue());
    file.put("replay_config", replay.toString());
    return file;
  }

  private static ObjectNode message(ArrayNode history, String role, String text, String type) {
    ObjectNode message = history.addObject();
    message.put("role", role).put("content", text);
    return message.put("agent", AGENT).put("message_type", type);
  }

  private static ObjectNode step(Turn turn) {
    ObjectNode step = JsonNodeFactory.instance.objectNode();
    step.put("action", action(turn)).put("observation", turn.observation());
    step.put("response", turn.response().text()).put("thought", turn.prose());
    step.put("execution_time", turn.seconds());
    step.putObject("state").put("working_dir", Workspace.ROOT);
    step.putArray("query").addObject().put("role", "user").put("content", turn.prompt());
    step.putObject("extra_info");
    return step;
  }

  private static String action(Turn turn) {
    return turn.call().map(ToolCallXml::render).orElse("");
  }

  private static void history(ArrayNode history, Turn turn, int number) {
    ObjectNode said = message(history, "assistant", turn.prose(), "action");
    said.put("thought", turn.prose()).put("action", action(turn));
    String id = "call_" + number;
    if (turn.call().isPresent()) {
      said.putArray("tool_calls").add(call(turn.call().get(), id));
    }
    ObjectNode answer = message(history, "tool", "", "observation");
    answer
        .putArray("content")
        .addObject()
        .put("type", "text")
        .put("text", "OBSERVATION:\n" + turn.observation());
    answer.putArray("tool_call_ids").add(id);
  }

  private static JsonNode call(ToolCall call, String id) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    call.arguments().forEach(arguments::put);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", id).put("type", "function");
    node.putObject("function").put("name", call.tool()).put("arguments", arguments.toString());
    return node;
  }

  private static ObjectNode info(AgentRun run) {
    ObjectNode info = JsonNodeFactory.instance.objectNode();
    if (run.patch().isEmpty()) {
      info.putNull("submission");
    } else {
      info.put("submission", run.patch());
    }
    info.put("exit_status", run.exitStatus());
    Map<String, Integer> counts = run.counts();
    ObjectNode stats = info.putObject("model_stats");
    stats.put("instance_cost", 0).put("tokens_sent", counts.getOrDefault("prompt_tokens", 0));
    stats.put("tokens_received", counts.getOrDefault("sampled_tokens", 0));
    stats.put("api_calls", run.turns().size());
    ObjectNode all = info.putObject("counts");
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(count -> all.put(count.getKey(), count.getValue()));
    return info;
  }
}
