package org.srl4j.eval.swe.prompt;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Languages whose files are shown and edited. */
public enum SourceLanguage {
  /** As in SWE-bench. */
  PYTHON("python", ".py"),
  /** As in SWE-mini. */
  JAVA("java", ".java");

  private static final Set<String> TEST_FOLDERS = Set.of("test", "tests", "testing");

  private final String fence;
  private final String ending;

  SourceLanguage(String fence, String ending) {
    this.fence = fence;
    this.ending = ending;
  }

  /** The language of most of these files; Python if none or as many are Java's. */
  public static SourceLanguage ofMost(Collection<String> paths) {
    return List.of(values()).stream()
        .max(
            Comparator.comparingLong((SourceLanguage l) -> paths.stream().filter(l::owns).count())
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** The word behind an opening fence. */
  public String fence() {
    return fence;
  }

  /** Whether a file is of this language. */
  public boolean owns(String path) {
    return path.endsWith(ending);
  }

  /**
   * Whether a file holds tests: one of its folders is called test, tests or testing, or its name is
   * {@code test_*.py}, {@code *_test.py}, {@code conftest.py}, {@code *Test.java}.
   */
  public static boolean isTest(String path) {
    String[] parts = path.split("/");
    for (int i = 0; i < parts.length - 1; i++) {
      if (TEST_FOLDERS.contains(parts[i])) {
        return true;
      }
    }
    String name = parts[parts.length - 1];
    return name.startsWith("test_") && name.endsWith(".py")
        || name.endsWith("_test.py")
        || name.equals("conftest.py")
        || name.endsWith("Test.java");
  }
}
