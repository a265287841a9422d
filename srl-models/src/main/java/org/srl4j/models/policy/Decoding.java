package org.srl4j.models.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.kernel.DecodingState;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.models.decoder.Decoder;

/**
 * Samples sequences at one temperature. Up to {@link #SLOTS} sequences are decoded together;
 * finished ones leave the batch.
 */
final class Decoding implements AutoCloseable {
  /** Sequences that are decoded together. */
  static final int SLOTS = 256;

  private static final String LOG_PROBS = "log_probs";
  private static final String PROBS = "probs";

  private final PolicyModel model;
  private final double temperature;
  private final DecodingState state;
  private final PlanCache prefill;
  private final PlanCache decode;
  private final PlanCache whole;

  Decoding(PolicyModel model, double temperature) {
    this.model = model;
    this.temperature = temperature;
    // One slot more than sequences: rows that fill up a batch write there.
    this.state = new DecodingState(SLOTS + 1, model.config().maxLength());
    this.prefill = new PlanCache(shape -> compile(shape, true, false));
    this.decode = new PlanCache(shape -> compile(shape, true, true));
    this.whole = new PlanCache(shape -> compile(shape, false, true));
  }

  private ExecutionPlan compile(PlanCache.Shape shape, boolean incremental, boolean head) {
    GraphScope scope = GraphScope.onParameters(shape.batch(), shape.length());
    Decoder decoder = Decoder.define(scope, model.config());
    Map<String, SDVariable> outputs = new LinkedHashMap<>();
    if (head) {
      List<SDVariable> distribution =
          decoder.head(temperature).distribution(scope, decoder.hidden(), decoder.headWeight());
      outputs.put(LOG_PROBS, distribution.get(0));
      outputs.put(PROBS, distribution.get(1));
    } else {
      outputs.put("hidden", decoder.hidden());
    }
    KernelContext context =
        new KernelContext(model.workers(), incremental ? Optional.of(state) : Optional.empty());
    PlanOptions options =
        new PlanOptions(
            model.kernels(),
            context,
            Optional.of(model.parameters()),
            Optional.empty(),
            model.arena());
    return ExecutionPlan.compile(scope, outputs, Optional.empty(), options);
  }

  void run(List<Sequence> sequences, SamplingConfig config) {
    for (int from = 0; from < sequences.size(); from += SLOTS) {
      List<Sequence> wave = sequences.subList(from, Math.min(sequences.size(), from + SLOTS));
      if (model.hasKernels()) {
        decodeCached(wave, config);
      } else {
        decodeWhole(wave, config);
      }
    }
  }

  private void decodeCached(List<Sequence> wave, SamplingConfig config) {
    fillCaches(wave);
    TokenChoice choice = new TokenChoice(config);
    List<Integer> active = new ArrayList<>();
    for (int slot = 0; slot < wave.size(); slot++) {
      active.add(slot);
    }
    while (!active.isEmpty()) {
      ExecutionPlan plan = decode.get(PlanCache.roundedBatch(active.size()), 1);
      Slice ids = plan.input(Decoder.IDS);
      for (int row = 0; row < ids.length(); row++) {
        boolean used = row < active.size();
        int slot = used ? active.get(row) : SLOTS;
        state.slots()[row] = slot;
        state.positions()[row] = used ? wave.get(slot).length() - 1 : 0;
        ids.data()[ids.offset() + row] = used ? wave.get(slot).lastToken() : 0;
      }
      plan.run();
      List<Integer> next = new ArrayList<>();
      for (int row = 0; row < active.size(); row++) {
        Sequence sequence = wave.get(active.get(row));
        append(sequence, plan, row, choice, config);
        if (!sequence.isFinished()) {
          next.add(active.get(row));
        }
      }
      active = next;
    }
  }

  private void append(
      Sequence sequence, ExecutionPlan plan, int row, TokenChoice choice, SamplingConfig config) {
    int vocabulary = model.config().vocabularySize();
    Slice probs = plan.output(PROBS);
    Slice logProbs = plan.output(LOG_PROBS);
    int at = row * vocabulary;
    int token =
        choice.pick(
            probs.data(), probs.offset() + at, model.tokenizer().vocabularySize(), sequence.random);
    float logProb = logProbs.data()[logProbs.offset() + at + token];
    sequence.append(token, logProb, config, model.tokenizer(), model.config().maxLength());
  }

  /** Computes the keys and values of every different prompt, all but its last token, once. */
  private void fillCaches(List<Sequence> wave) {
    Map<List<Integer>, Integer> firstSlot = new LinkedHashMap<>();
    List<Integer> distinct = new ArrayList<>();
    int[] source = new int[wave.size()];
    for (int slot = 0; slot < wave.size(); slot++) {
      List<Integer> key = Arrays.stream(wave.get(slot).prompt).boxed().toList();
      Integer first = firstSlot.putIfAbsent(key, slot);
      source[slot] = first == null ? slot : first;
      if (first == null && key.size() > 1) {
        distinct.add(slot);
      }
    }
    prefill(wave, distinct);
    for (int slot = 0; slot < wave.size(); slot++) {
      if (source[slot] != slot) {
        state.copySlot(source[slot], slot, wave.get(slot).prompt.length - 1);
      }
    }
  }

  private void prefill(List<Sequence> wave, List<Integer> slots) {
    int chunk = 32;
    for (int from = 0; from < slots.size(); from += chunk) {
      List<Integer> part = slots.subList(from, Math.min(slots.size(), from + chunk));
      int longest = part.stream().mapToInt(s -> wave.get(s).prompt.length - 1).max().orElse(1);
      int length = PlanCache.roundedLength(longest, model.config().maxLength());
      ExecutionPlan plan = prefill.get(PlanCache.roundedBatch(part.size()), length);
      Slice ids = plan.input(Decoder.IDS);
      Arrays.fill(ids.data(), 0f);
      for (int row = 0; row < ids.length() / length; row++) {
        int slot = row < part.size() ? part.get(row) : SLOTS;
        state.slots()[row] = slot;
        state.positions()[row] = 0;
        for (int t = 0; slot < SLOTS && t < wave.get(slot).prompt.length - 1; t++) {
          ids.data()[ids.offset() + row * length + t] = wave.get(slot).prompt[t];
        }
      }
      plan.run();
    }
  }

  /** Without a cache: the whole sequence again for every token. */
  private void decodeWhole(List<Sequence> wave, SamplingConfig config) {
    TokenChoice choice = new TokenChoice(config);
    for (Sequence sequence : wave) {
      while (!sequence.isFinished()) {
        int[] tokens = sequence.all();
        int length = PlanCache.roundedLength(tokens.length, model.config().maxLength());
        ExecutionPlan plan = whole.get(1, length);
        Slice ids = plan.input(Decoder.IDS);
        Arrays.fill(ids.data(), 0f);
        for (int t = 0; t < tokens.length; t++) {
          ids.data()[ids.offset() + t] = tokens[t];
        }
        plan.run();
        append(sequence, plan, tokens.length - 1, choice, config);
      }
    }
  }

  @Override
  public void close() {
    prefill.close();
    decode.close();
    whole.close();
  }
}
