package org.srl4j.eval.swe.prompt;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.patch.HunkCounts;
import org.srl4j.eval.swe.patch.Patch;
import org.srl4j.eval.swe.patch.PatchApplier;
import org.srl4j.eval.swe.patch.PatchConflictException;

/**
 * SWE-bench's own form, {@code style-3} of its published oracle set (Jimenez et al.,
 * arXiv:2310.06770, appendix D): readme files of the top folder and the shown files, sorted, lines
 * numbered from 1; a patch in return.
 *
 * @param text of the prompt
 */
public record StyleThreeForm(PromptText text) implements RepairForm {

  /** The text of this project. */
  public static PromptText defaultText() {
    return PromptText.of("style-3.txt", "issue", "readmes", "code");
  }

  @Override
  public String prompt(SweInstance instance, Map<String, String> shown, SourceTree tree) {
    SortedMap<String, String> readmes = new TreeMap<>(tree.texts());
    readmes
        .keySet()
        .removeIf(
            path -> path.indexOf('/') >= 0 || !path.toLowerCase(Locale.ROOT).startsWith("readme"));
    Map<String, String> values = new LinkedHashMap<>();
    values.put("issue", instance.problemStatement());
    values.put("readmes", code(readmes));
    values.put("code", code(new TreeMap<>(shown)));
    return text.fill(values);
  }

  private String code(SortedMap<String, String> files) {
    return files.entrySet().stream()
        .map(file -> block(file.getKey(), file.getValue()))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String block(String path, String content) {
    StringBuilder block = new StringBuilder("[start of ").append(path).append("]\n");
    String[] lines = content.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      block.append(i + 1).append(' ').append(lines[i]).append('\n');
    }
    return block.append("[end of ").append(path).append(']').toString();
  }

  /**
   * Reads a patch. Counts in its hunk headers are mended; one that does not fit the files is kept,
   * because the harness tries harder to apply it.
   */
  @Override
  public Candidate read(String answer, Map<String, String> shown, SourceTree tree) {
    String diff = HunkCounts.mend(DiffText.in(answer));
    Patch patch;
    try {
      patch = Patch.parse(diff);
    } catch (IllegalArgumentException e) {
      return Candidate.none("malformed_patch");
    }
    if (patch.files().isEmpty()) {
      return Candidate.none("no_patch");
    }
    try {
      Map<String, String> after = PatchApplier.apply(patch, tree.texts());
      String normal = Candidate.normalForm(tree.texts(), after);
      return normal.isEmpty()
          ? Candidate.none("blank_lines_only")
          : new Candidate(Candidate.PATCHED, patch.render(), normal);
    } catch (PatchConflictException e) {
      return new Candidate(Candidate.PATCHED, patch.render(), patch.render());
    } catch (IllegalArgumentException e) {
      return Candidate.none("unsafe_path");
    }
  }
}
