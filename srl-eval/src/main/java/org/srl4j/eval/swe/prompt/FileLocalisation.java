package org.srl4j.eval.swe.prompt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.predict.Counts;
import org.srl4j.eval.swe.predict.Responder;
import org.srl4j.eval.swe.predict.Response;

/**
 * Asks the policy itself which files to change, showing it the repository's tree: the first stage
 * of Agentless (Xia et al., arXiv:2407.01489, §3.1) as SWE-RL runs it alone.
 *
 * @param responder answers once
 * @param text of the prompt
 */
public record FileLocalisation(Responder responder, PromptText text) implements FileChoice {
  /** Files that are used at most. */
  public static final int MAX_FILES = 5;

  private static final String FENCE = "```";

  /** The text of this project. */
  public static PromptText defaultText() {
    return PromptText.of("localise.txt", "issue", "tree");
  }

  /** The prompt. */
  public String prompt(SweInstance instance, RepositoryTree tree) {
    return text.fill(Map.of("issue", instance.problemStatement(), "tree", tree.render()));
  }

  @Override
  public List<String> choose(SweInstance instance, SourceTree tree, Counts counts) {
    RepositoryTree shown = RepositoryTree.of(instance, tree);
    Response response =
        responder.respond(instance.id() + "/localise", prompt(instance, shown), 1).get(0);
    counts.add("prompt_tokens", response.promptTokens());
    counts.add("sampled_tokens", response.tokens());
    if (!response.isSampled()) {
      counts.add("localise_" + RepairForm.word(response.end()));
      return List.of();
    }
    return parse(response.answer(), shown.paths(), counts);
  }

  /**
   * Reads the answer: lines of the first fenced block, or of everything if there is none. A line
   * that is exactly the path of a shown file counts, once; others are counted as unknown.
   */
  static List<String> parse(String answer, List<String> paths, Counts counts) {
    Set<String> known = new HashSet<>(paths);
    Set<String> found = new LinkedHashSet<>();
    for (String line : block(answer).lines().map(String::strip).toList()) {
      if (known.contains(line)) {
        found.add(line);
      } else if (!line.isEmpty()) {
        counts.add("localise_unknown_lines");
      }
    }
    List<String> first = new ArrayList<>(found).subList(0, Math.min(MAX_FILES, found.size()));
    counts.add("localised_files", first.size());
    counts.add("localise_files_over_limit", found.size() - first.size());
    return List.copyOf(first);
  }

  private static String block(String answer) {
    int open = answer.indexOf(FENCE);
    int start = open < 0 ? -1 : answer.indexOf('\n', open);
    int end = start < 0 ? -1 : answer.indexOf(FENCE, start);
    return end < 0 ? answer : answer.substring(start + 1, end);
  }
}
