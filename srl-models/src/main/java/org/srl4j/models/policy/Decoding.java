package org.srl4j.models.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srl4j.core.graph.kernel.DecodingState;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.decoder.Decoder;

/**
 * Samples sequences. Many are decoded together; as soon as enough have finished, others take their
 * place. Which sequences share a run never changes a result.
 */
final class Decoding implements AutoCloseable {
  /** Sequences that are decoded together at most. */
  static final int SLOTS = 256;

  /** Rows of a prefill run at most. */
  private static final int PREFILL_ROWS = 64;

  /** Part of the heap that keys and values may take. */
  private static final int HEAP_SHARE = 4;

  private final PolicyModel model;
  private final int maxSlots;
  private final DecodingState state;
  private final DecodingPlans plans;
  private long parametersVersion = -1;

  /**
   * Decoding on a model's parameters as they are at every run.
   *
   * @param maxSlots sequences that are decoded together at most, a power of two
   */
  Decoding(PolicyModel model, int maxSlots) {
    this.model = model;
    this.maxSlots = maxSlots;
    // One slot more than sequences: rows that fill up a batch write there.
    this.state = new DecodingState(maxSlots + 1, 0);
    this.plans = new DecodingPlans(model, state);
  }

  void run(List<Sequence> sequences, SamplingConfig config) {
    StopRule rule =
        new StopRule(config, model.tokenizer(), model.endIds(), model.config().maxLength());
    if (model.caches()) {
      decodeCached(sequences, config, rule);
    } else {
      decodeWhole(sequences, config, rule);
    }
  }

  private static double temperature(SamplingConfig config) {
    return config.isGreedy() ? 1 : config.temperature();
  }

  private void decodeCached(List<Sequence> sequences, SamplingConfig config, StopRule rule) {
    if (model.parameters().version() != parametersVersion) {
      state.forget();
      parametersVersion = model.parameters().version();
    }
    SlotQueue queue = new SlotQueue(sequences, reserve(sequences, config));
    List<Sequence> active = new ArrayList<>();
    do {
      if (queue.isTimeToAdmit()) {
        active.addAll(enter(queue.admit()));
      }
      step(active, config, rule);
      active.stream().filter(Sequence::isFinished).forEach(queue::release);
      active.removeIf(Sequence::isFinished);
    } while (!active.isEmpty() || queue.isTimeToAdmit());
  }

  /** Makes room for what the sequences can become; returns how many fit at once. */
  private int reserve(List<Sequence> sequences, SamplingConfig config) {
    int longest = sequences.stream().mapToInt(Sequence::length).max().orElse(0);
    int positions =
        (int) Math.min(model.config().maxLength(), (long) longest + config.maxNewTokens());
    int wanted = Math.min(maxSlots, PlanCache.powerOfTwo(sequences.size()));
    int slots = Math.max(1, Math.min(wanted, affordableSlots(positions)));
    state.reserve(slots + 1, positions);
    return slots;
  }

  private int affordableSlots(int positions) {
    DecoderConfig sizes = model.config();
    long perLayer = (long) sizes.keyValueHeads() * sizes.headSize() * (positions + 32);
    long bytes = 2 * Float.BYTES * sizes.layers() * perLayer;
    long byHeap = Runtime.getRuntime().maxMemory() / HEAP_SHARE / bytes;
    long byArray = Integer.MAX_VALUE / perLayer - 1;
    return Integer.highestOneBit((int) Math.min(byArray, byHeap));
  }

  private List<Sequence> enter(SlotQueue.Admission admission) {
    List<Prompt> prompts = admission.fresh().stream().map(this::begin).toList();
    prefill(prompts);
    prompts.forEach(p -> state.remember(p.sequence.slot, p.sequence.prompt, p.end()));
    for (SlotQueue.Copy copy : admission.copies()) {
      Sequence sequence = copy.sequence();
      state.share(copy.slot(), sequence.slot, sequence.prompt.length - 1);
    }
    return admission.all();
  }

  /** A prompt of which the first positions are known from an earlier one. */
  private record Prompt(Sequence sequence, int known) {
    /** All but the last token, which is decoded. */
    int end() {
      return sequence.prompt.length - 1;
    }
  }

  private Prompt begin(Sequence sequence) {
    int end = sequence.prompt.length - 1;
    return new Prompt(sequence, state.begin(sequence.slot, sequence.prompt, end));
  }

  /** Keys and values of the prompts, a chunk of each a round. */
  private void prefill(List<Prompt> prompts) {
    List<Prompt> open = prompts;
    for (int done = 0; ; done += DecodingPlans.CHUNK) {
      int computed = done;
      open = open.stream().filter(p -> p.known + computed < p.end()).toList();
      if (open.isEmpty()) {
        return;
      }
      for (int from = 0; from < open.size(); ) {
        int rows = Math.min(PREFILL_ROWS, PlanCache.rows(open.size() - from));
        prefill(open.subList(from, Math.min(open.size(), from + rows)), rows, done);
        from += rows;
      }
    }
  }

  private void prefill(List<Prompt> part, int rows, int done) {
    ExecutionPlan plan = plans.prefill(rows);
    placeSpares(part.size(), rows, DecodingPlans.CHUNK);
    Slice ids = plan.input(Decoder.IDS);
    Arrays.fill(ids.data(), ids.offset(), ids.offset() + ids.length(), 0f);
    for (int row = 0; row < part.size(); row++) {
      Prompt prompt = part.get(row);
      int start = prompt.known + done;
      state.place(row, prompt.sequence.slot, start, DecodingPlans.CHUNK);
      int count = Math.min(DecodingPlans.CHUNK, prompt.end() - start);
      for (int t = 0; t < count; t++) {
        ids.data()[ids.offset() + row * DecodingPlans.CHUNK + t] =
            prompt.sequence.prompt[start + t];
      }
    }
    plan.run();
  }

  /** Rows that fill up a run write to the first positions of the spare slot. */
  private void placeSpares(int from, int rows, int count) {
    for (int row = from; row < rows; row++) {
      state.place(row, state.spareSlot(), 0, count);
    }
  }

  /** One more token for every sequence. */
  private void step(List<Sequence> active, SamplingConfig config, StopRule rule) {
    for (int from = 0; from < active.size(); ) {
      int rows = PlanCache.rows(active.size() - from);
      List<Sequence> part = active.subList(from, Math.min(active.size(), from + rows));
      ExecutionPlan plan = plans.decode(rows, temperature(config));
      placeSpares(part.size(), rows, 1);
      Slice ids = plan.input(Decoder.IDS);
      Arrays.fill(ids.data(), ids.offset(), ids.offset() + ids.length(), 0f);
      for (int row = 0; row < part.size(); row++) {
        state.place(row, part.get(row).slot, part.get(row).length() - 1, 1);
        ids.data()[ids.offset() + row] = part.get(row).lastToken();
      }
      plan.run();
      appendAll(part, plan, config, rule);
      from += rows;
    }
  }

  private void appendAll(
      List<Sequence> part, ExecutionPlan plan, SamplingConfig config, StopRule rule) {
    model
        .workers()
        .forRows(
            part.size(),
            8,
            (from, to) -> {
              TokenChoice choice = new TokenChoice(config, model.tokenizer().vocabularySize());
              for (int row = from; row < to; row++) {
                append(part.get(row), plan, row, choice, rule);
              }
            });
  }

  private void append(
      Sequence sequence, ExecutionPlan plan, int row, TokenChoice choice, StopRule rule) {
    Slice probs = plan.output(DecodingPlans.PROBS);
    Slice logProbs = plan.output(DecodingPlans.LOG_PROBS);
    int at = row * model.config().vocabularySize();
    int token = choice.pick(probs.data(), probs.offset() + at, sequence.random);
    sequence.append(token, logProbs.data()[logProbs.offset() + at + token], rule);
  }

  /** Without a cache: the whole sequence again for every token. */
  private void decodeWhole(List<Sequence> sequences, SamplingConfig config, StopRule rule) {
    TokenChoice choice = new TokenChoice(config, model.tokenizer().vocabularySize());
    for (Sequence sequence : sequences) {
      while (!sequence.isFinished()) {
        int[] tokens = sequence.all();
        int length = PlanCache.roundedLength(tokens.length, model.config().maxLength());
        ExecutionPlan plan = plans.whole(length, temperature(config));
        Slice ids = plan.input(Decoder.IDS);
        Arrays.fill(ids.data(), 0f);
        for (int t = 0; t < tokens.length; t++) {
          ids.data()[ids.offset() + t] = tokens[t];
        }
        plan.run();
        append(sequence, plan, tokens.length - 1, choice, rule);
      }
    }
  }

  @Override
  public void close() {
    plans.close();
  }
}
