package org.srl4j.core.rollout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutGroup;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.Turn;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;

/**
 * Collects G rollouts per prompt. Immutable; as thread-safe as the policy it is given.
 *
 * <p>A turn cut off at its token limit goes to the protocol like any other: the protocol decides
 * whether the rollout goes on. A rollout whose next prompt would leave the policy no room for a
 * token ends before that turn; {@link #isTruncated} tells both cases.
 *
 * @param sampling how every turn is drawn
 * @param protocol what each turn's prompt is
 */
public record RolloutCollector(SamplingConfig sampling, TurnProtocol protocol) {

  /** Rejects missing parts. */
  public RolloutCollector {
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(protocol, "protocol");
  }

  /**
   * Samples one group per prompt.
   *
   * @param policy samples all live rollouts of a turn in one call, a group's in a row
   * @param prompts any number, also none; an id that occurs again gets new seeds
   * @param groupSize G, rollouts per prompt; at least 1
   * @param seed root of all seeds of this call
   * @return groups in the order of the prompts
   * @throws IllegalArgumentException if a first prompt has {@code policy.maxLength()} tokens or
   *     more
   */
  public List<RolloutGroup> collect(
      Policy policy, List<RolloutPrompt> prompts, int groupSize, long seed) {
    if (groupSize < 1) {
      throw new IllegalArgumentException("groupSize: must be at least 1, got " + groupSize);
    }
    List<Live> all = start(prompts, groupSize, seed);
    List<Live> live = all;
    while (!live.isEmpty()) {
      live = askNext(policy, live);
      sampleTurn(policy, live);
    }
    return groups(prompts, all, groupSize);
  }

  /**
   * The recorded seed of a rollout: {@code Seeds.derive(seed, hash(promptId), index)} with the
   * 64-bit FNV-1a hash of the id's UTF-8 bytes. Turn t (from 0) is drawn with {@code
   * Seeds.derive(that, t)}.
   *
   * @param seed the collection's seed
   * @param promptId the prompt's id, never its position
   * @param index number in the group, from 0; the n-th occurrence of an id goes on counting
   * @return 64 bits
   */
  public static long rolloutSeed(long seed, String promptId, int index) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : promptId.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return Seeds.derive(seed, hash, index);
  }

  /**
   * Whether a length limit ended the rollout: its last completion was cut off, or the protocol
   * wants another turn for which there was no room.
   *
   * @param prompt the rollout's prompt
   * @param rollout what {@link #collect} made of it
   * @return true = its end is not the policy's own
   */
  public boolean isTruncated(RolloutPrompt prompt, Rollout rollout) {
    return rollout.lastCompletion().isTruncated()
        || protocol.nextPrompt(prompt.text(), texts(rollout.turns())).isPresent();
  }

  private static List<Live> start(List<RolloutPrompt> prompts, int groupSize, long seed) {
    Map<String, Integer> used = new HashMap<>();
    List<Live> live = new ArrayList<>();
    for (RolloutPrompt prompt : prompts) {
      int first = used.merge(prompt.id(), groupSize, Integer::sum) - groupSize;
      for (int i = 0; i < groupSize; i++) {
        live.add(new Live(prompt, rolloutSeed(seed, prompt.id(), first + i)));
      }
    }
    return live;
  }

  /** Gives every rollout its next prompt; returns those that go on. */
  private List<Live> askNext(Policy policy, List<Live> live) {
    Map<String, int[]> encoded = new HashMap<>();
    List<Live> goOn = new ArrayList<>();
    for (Live rollout : live) {
      Optional<String> text = protocol.nextPrompt(rollout.prompt.text(), texts(rollout.turns));
      if (text.isPresent()) {
        rollout.next = encoded.computeIfAbsent(text.get(), policy.tokenizer()::encode);
        if (rollout.next.length < policy.maxLength()) {
          goOn.add(rollout);
          continue;
        }
      }
      requireFirstTurn(rollout, policy, text);
    }
    return goOn;
  }

  private static void requireFirstTurn(Live rollout, Policy policy, Optional<String> text) {
    if (!rollout.turns.isEmpty()) {
      return;
    }
    String problem =
        text.isEmpty()
            ? "the turn protocol gives no first turn"
            : rollout.next.length
                + " tokens leave no room for a completion, the policy's maxLength is "
                + policy.maxLength()
                + "; shorten the prompt or leave it out of the data";
    throw new IllegalArgumentException("prompt " + rollout.prompt.id() + ": " + problem);
  }

  private void sampleTurn(Policy policy, List<Live> live) {
    if (live.isEmpty()) {
      return;
    }
    List<SamplingRequest> requests = new ArrayList<>();
    for (Live rollout : live) {
      long seed = Seeds.derive(rollout.seed, rollout.turns.size());
      requests.add(new SamplingRequest(rollout.next, seed));
    }
    List<Completion> completions = policy.sample(requests, sampling);
    for (int i = 0; i < live.size(); i++) {
      live.get(i).turns.add(new Turn(live.get(i).next, completions.get(i)));
    }
  }

  private static List<RolloutGroup> groups(
      List<RolloutPrompt> prompts, List<Live> all, int groupSize) {
    List<RolloutGroup> groups = new ArrayList<>();
    for (int p = 0; p < prompts.size(); p++) {
      List<Rollout> rollouts =
          all.subList(p * groupSize, (p + 1) * groupSize).stream()
              .map(live -> new Rollout(live.turns, live.seed))
              .toList();
      groups.add(new RolloutGroup(prompts.get(p), rollouts));
    }
    return groups;
  }

  private static List<String> texts(List<Turn> turns) {
    return turns.stream().map(turn -> turn.completion().text()).toList();
  }

  /** A rollout under way. */
  private static final class Live {
    private final RolloutPrompt prompt;
    private final long seed;
    private final List<Turn> turns = new ArrayList<>();
    private int[] next;

    private Live(RolloutPrompt prompt, long seed) {
      this.prompt = prompt;
      this.seed = seed;
    }
  }
}
