package org.srl4j.eval.swe.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * Whose files are the tests: everything under {@code src/test/} is the instance's, whatever a
 * candidate has written there.
 */
public final class TestFiles {
  private static final String FOLDER = "src/test/";

  private TestFiles() {}

  /** Whether a path belongs to the tests. */
  public static boolean owns(String path) {
    return path.startsWith(FOLDER);
  }

  /**
   * A workspace with the instance's own tests in it, and none of the candidate's.
   *
   * @param workspace texts by path, as the candidate left them
   * @param own texts by path, of the instance; those that are no tests are passed over
   */
  public static Map<String, String> inPlace(
      Map<String, String> workspace, Map<String, String> own) {
    Map<String, String> files = new TreeMap<>(workspace);
    files.keySet().removeIf(TestFiles::owns);
    own.forEach(
        (path, text) -> {
          if (owns(path)) {
            files.put(path, text);
          }
        });
    return files;
  }
}
