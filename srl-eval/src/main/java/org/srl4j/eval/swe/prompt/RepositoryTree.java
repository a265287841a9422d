package org.srl4j.eval.swe.prompt;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;

/**
 * The source files of a repository as a policy is shown them: a name a line, folders with a slash
 * at their end, four blanks a level. Files of tests are left out, but in pytest's own repository,
 * as SWE-RL does.
 *
 * @param paths of the files, sorted
 */
public record RepositoryTree(List<String> paths) {
  private static final String PYTEST = "pytest-dev/pytest";
  private static final String INDENT = "    ";

  /** Copies the list. */
  public RepositoryTree {
    paths = List.copyOf(paths);
  }

  /** The files of the language of which there are most. */
  public static RepositoryTree of(SweInstance instance, SourceTree tree) {
    SourceLanguage language = SourceLanguage.ofMost(tree.texts().keySet());
    boolean withTests = instance.repository().equals(PYTEST);
    return new RepositoryTree(
        tree.texts().keySet().stream()
            .filter(language::owns)
            .filter(path -> withTests || !SourceLanguage.isTest(path))
            .toList());
  }

  /** The tree as text, without a line feed at its end. */
  public String render() {
    List<String> lines = new ArrayList<>();
    String[] before = {};
    for (String path : paths) {
      String[] parts = path.split("/");
      int shared = 0;
      while (shared < Math.min(before.length, parts.length) - 1
          && before[shared].equals(parts[shared])) {
        shared++;
      }
      for (int i = shared; i < parts.length; i++) {
        lines.add(INDENT.repeat(i) + parts[i] + (i < parts.length - 1 ? "/" : ""));
      }
      before = parts;
    }
    return String.join("\n", lines);
  }
}
