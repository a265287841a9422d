package org.srl4j.eval.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the words of the pages mean. */
final class Glossary {
  private static final Map<String, String> WORDS = words();

  private Glossary() {}

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("greedy", "Share of problems solved by the most probable completion.");
    words.put("avg@k", "Mean share of right ones among k sampled completions of a problem.");
    words.put(
        "pass@k", "Share of problems of which at least one of k sampled completions is right.");
    words.put(
        "step loop",
        "The policy is asked for one step at a time; it sees the problem and its earlier steps, not"
            + " its earlier thinking.");
    words.put("one pass", "The policy writes the whole solution in one completion.");
    words.put("end to end", "The policy opens files, edits, runs tests and submits by itself.");
    words.put("oracle", "The policy is given the files that must change.");
    words.put(
        "execution", "Share of greedy steps whose result is computed right, whatever was chosen.");
    words.put("choice", "Share of greedy steps that choose the operations of the expert's step.");
    words.put("invalid", "Share of greedy completions that violate the format.");
    words.put("truncated", "Share of greedy completions cut at a length limit.");
    words.put("tokens", "Tokens of a greedy completion, all turns together.");
    words.put("base", "The policy that all training starts from.");
    words.put("SFT (outline)", "Supervised fine-tuning on the expert's steps alone.");
    words.put(
        "SFT (reasoning)", "Supervised fine-tuning on the steps with the expert's reasoning.");
    words.put(
        "SFT (spelled out)",
        "A control: fine-tuning on text in which each computation is written out as a small policy"
            + " needs it.");
    words.put("RLVR", "Reinforcement learning with a reward for the right final answer.");
    words.put(
        "SRL", "Reinforcement learning step by step; the reward is likeness with the expert's.");
    words.put("SRL → RLVR", "RLVR that starts from what SRL trained.");
    words.put("SRL → SRL", "A control: SRL for as long as SRL and RLVR together.");
    words.put("RLVR → RLVR", "A control: RLVR for as long as SRL and RLVR together.");
    words.put("SRL, unfiltered", "SRL that keeps groups whose rewards are all alike.");
    words.put("whole solution", "SRL with one reward for the likeness of the whole solution.");
    words.put(
        "Holm p",
        "The p-value adjusted for all tests of the page; up to 0.05 is read as a difference.");
    words.put(
        "validation score", "Accuracy on the held-out problems that choose checkpoints and rates.");
    words.put("update tested", "Update of the best validation, whose parameters were tested.");
    return words;
  }

  /** The words that a report uses, with their meaning, in the order of the pages. */
  static Map<String, String> of(ComparisonReport report) {
    Set<String> labels =
        report.methods().stream().map(MethodResult::label).collect(Collectors.toSet());
    Set<String> ways =
        new ReportTables(report)
            .decodings().stream().map(DecodingResult::label).collect(Collectors.toSet());
    Map<String, String> used = new LinkedHashMap<>(WORDS);
    Set<String> decodings = Set.of("step loop", "one pass", "end to end", "oracle");
    Set<String> always = Set.of("greedy", "avg@k", "pass@k", "execution", "choice", "invalid");
    Set<String> columns = Set.of("truncated", "tokens", "Holm p", "validation score");
    used.keySet()
        .removeIf(
            word ->
                !always.contains(word)
                    && !columns.contains(word)
                    && !word.equals("update tested")
                    && !(decodings.contains(word) ? ways.contains(word) : labels.contains(word)));
    return used;
  }
}
