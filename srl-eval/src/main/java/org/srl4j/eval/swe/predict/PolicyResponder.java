package org.srl4j.eval.swe.predict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.srl4j.core.data.Completion;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.core.rollout.RolloutCollector;

/**
 * A policy that answers. A prompt it cannot tokenise, or that leaves no room, gives empty answers
 * that say so. Closing the policy stays the caller's work.
 *
 * @param policy samples
 * @param encode prompt → ids [P], e.g. through a chat template
 * @param sampling how
 * @param seed root of all seeds
 */
public record PolicyResponder(
    Policy policy, Function<String, int[]> encode, SamplingConfig sampling, long seed)
    implements Responder {

  @Override
  public List<Response> respond(String id, String prompt, int samples) {
    int[] ids;
    try {
      ids = encode.apply(prompt);
    } catch (IllegalArgumentException e) {
      return Collections.nCopies(samples, new Response("", Response.End.UNREADABLE, 0, 0));
    }
    if (ids.length == 0 || ids.length >= policy.maxLength()) {
      return Collections.nCopies(samples, new Response("", Response.End.NO_ROOM, ids.length, 0));
    }
    List<SamplingRequest> requests = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      requests.add(new SamplingRequest(ids, RolloutCollector.rolloutSeed(seed, id, i)));
    }
    return policy.sample(requests, sampling).stream().map(c -> response(c, ids.length)).toList();
  }

  private static Response response(Completion completion, int promptTokens) {
    Response.End end = completion.isTruncated() ? Response.End.LENGTH : Response.End.STOPPED;
    return new Response(completion.text(), end, promptTokens, completion.length());
  }
}
