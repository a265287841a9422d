package org.srl4j.eval.swe.prompt;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.srl4j.eval.swe.patch.PatchMaker;

/**
 * What became of one answer.
 *
 * @param outcome {@link #PATCHED}, or a stable lower-case word that says why there is no patch
 * @param patch the diff; empty if there is none
 * @param normalForm equal for patches that do the same, see {@link Majority}
 */
public record Candidate(String outcome, String patch, String normalForm) {
  /** The outcome of an answer that gave a patch. */
  public static final String PATCHED = "patched";

  /** Rejects missing parts. */
  public Candidate {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(patch, "patch");
    Objects.requireNonNull(normalForm, "normalForm");
  }

  /** No patch. */
  static Candidate none(String outcome) {
    return new Candidate(outcome, "", "");
  }

  /** Whether there is a patch. */
  public boolean isPatched() {
    return outcome.equals(PATCHED);
  }

  /**
   * A patch between two versions of the same tree; none if they differ in blank lines and white
   * space at ends of lines alone.
   */
  static Candidate between(Map<String, String> before, Map<String, String> after) {
    if (before.equals(after)) {
      return none("no_effect");
    }
    String normal = normalForm(before, after);
    return normal.isEmpty()
        ? none("blank_lines_only")
        : new Candidate(PATCHED, PatchMaker.between(before, after).render(), normal);
  }

  /**
   * Path and text of every changed file, sorted, without blank lines and white space at ends of
   * lines; files that then are as before are left out.
   */
  static String normalForm(Map<String, String> before, Map<String, String> after) {
    TreeMap<String, String> all = new TreeMap<>(before);
    all.putAll(after);
    StringBuilder form = new StringBuilder();
    for (String path : all.keySet()) {
      Optional<String> old = Optional.ofNullable(before.get(path)).map(Candidate::dense);
      Optional<String> fresh = Optional.ofNullable(after.get(path)).map(Candidate::dense);
      if (!old.equals(fresh)) {
        form.append(path).append('\0').append(fresh.orElse("\0deleted")).append('\0');
      }
    }
    return form.toString();
  }

  private static String dense(String text) {
    StringBuilder dense = new StringBuilder();
    text.lines()
        .map(String::stripTrailing)
        .filter(line -> !line.isEmpty())
        .forEach(line -> dense.append(line).append('\n'));
    return dense.toString();
  }
}
