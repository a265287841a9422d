package org.srl4j.eval.swe.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.agent.MalformedToolCallException;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.eval.swe.agent.AgentRun.End;
import org.srl4j.eval.swe.agent.AgentRun.Turn;
import org.srl4j.eval.swe.predict.Counts;
import org.srl4j.eval.swe.predict.Responder;
import org.srl4j.eval.swe.predict.Response;
import org.srl4j.eval.swe.workspace.Environment;
import org.srl4j.eval.swe.workspace.Environment.Observation;

/**
 * Lets a policy work: one call a turn, answered by an environment. A response is read behind its
 * last {@code </think>}: prose, then one call. A response without a usable call is answered with
 * what is wrong with it, and counted by its fault; the policy goes on.
 *
 * @param settings how it is asked and when it must end
 * @param responder the policy, or a script
 */
public record AgentLoop(AgentSettings settings, Responder responder) {

  /**
   * One attempt.
   *
   * @param id of the instance; with the number of the turn it decides the seeds
   * @param issue what the policy is asked
   * @param environment fresh, of this attempt alone
   */
  public AgentRun run(String id, String issue, Environment environment) {
    Attempt attempt = new Attempt(id, issue, environment);
    Optional<End> end = Optional.empty();
    while (end.isEmpty()) {
      end = attempt.turn();
    }
    String patch = environment.diff();
    return new AgentRun(id, issue, attempt.turns, end.get(), patch, attempt.counts.toMap());
  }

  /** An attempt under way. */
  private final class Attempt {
    private final String id;
    private final String issue;
    private final Environment environment;
    private final List<Turn> turns = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Counts counts = new Counts();
    private int malformed;

    Attempt(String id, String issue, Environment environment) {
      this.id = id;
      this.issue = issue;
      this.environment = environment;
    }

    /** Takes a turn if there is one to take; how the attempt ended if it did. */
    Optional<End> turn() {
      AgentSettings.Budget budget = settings.budget();
      if (malformed >= budget.malformed()) {
        return Optional.of(End.FORMAT);
      }
      if (turns.size() >= budget.turns()) {
        return Optional.of(End.TURNS);
      }
      if (counts.of("sampled_tokens") >= budget.tokens()) {
        return Optional.of(End.TOKENS);
      }
      String prompt = settings.template().render(new Problem(id, issue, ""), steps);
      Response response = responder.respond(id + "/turn-" + turns.size(), prompt, 1).get(0);
      counts.add("prompt_tokens", response.promptTokens());
      counts.add("sampled_tokens", response.tokens());
      if (!response.isSampled()) {
        boolean room = response.end() != Response.End.NO_ROOM;
        return Optional.of(room ? End.UNREADABLE : End.CONTEXT);
      }
      counts.add("turns");
      return answer(prompt, response);
    }

    private Optional<End> answer(String prompt, Response response) {
      ToolCallXml.Message message;
      try {
        ToolCallXml.Message read = ToolCallXml.parseMessage(response.answer());
        message = new ToolCallXml.Message(read.prose(), settings.tools().check(read.call()));
      } catch (MalformedToolCallException e) {
        malformed(prompt, response, e);
        return Optional.empty();
      }
      malformed = 0;
      ToolCall call = message.call();
      boolean submits = call.tool().equals(ToolCall.SUBMIT);
      long start = System.nanoTime();
      Observation observation = submits ? new Observation("", "submit") : environment.answer(call);
      double seconds = (System.nanoTime() - start) / 1e9;
      counts.add(observation.event());
      String shown = cut(observation.text());
      turns.add(new Turn(prompt, response, message.prose(), Optional.of(call), shown, seconds));
      steps.add(step(ToolCallXml.render(call), shown));
      return submits ? Optional.of(End.SUBMITTED) : Optional.empty();
    }

    private void malformed(String prompt, Response response, MalformedToolCallException fault) {
      malformed++;
      counts.add("malformed");
      counts.add("malformed_" + fault.fault().label());
      String shown = cut("Your last message was not run: " + fault.getMessage());
      turns.add(new Turn(prompt, response, response.answer(), Optional.empty(), shown, 0));
      String said = cut(response.answer());
      steps.add(step(said.isBlank() ? "(nothing)" : said, shown));
    }

    private String cut(String text) {
      counts.add("observations_cut", settings.limit().cuts(text) ? 1 : 0);
      return settings.limit().cut(text);
    }

    private Step step(String action, String observation) {
      return new Step(
          steps.size() + 1,
          Optional.empty(),
          action,
          Optional.of(observation).filter(text -> !text.isEmpty()));
    }
  }
}
