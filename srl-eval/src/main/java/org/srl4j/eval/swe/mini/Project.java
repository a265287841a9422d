package org.srl4j.eval.swe.mini;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.srl4j.eval.swe.run.TestFiles;

/**
 * A repository without a bug.
 *
 * @param family its family's name
 * @param values what was drawn for it; two projects of a family differ in one of them
 * @param files texts by path
 */
public record Project(String family, List<String> values, Map<String, String> files) {
  private static final String SOURCES = "src/main/java/";

  /** Copies both. */
  public Project {
    values = List.copyOf(values);
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** Sources that a bug may be in, by path. */
  Map<String, String> sources() {
    return select(true);
  }

  /** Files of the tests, by path. */
  Map<String, String> tests() {
    return files.entrySet().stream()
        .filter(file -> TestFiles.owns(file.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What is neither a source nor a test, by path. */
  Map<String, String> others() {
    return select(false).entrySet().stream()
        .filter(file -> !TestFiles.owns(file.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<String, String> select(boolean sources) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().startsWith(SOURCES) == sources)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The same with another text for one file. */
  Map<String, String> with(String path, String text) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.put(path, text);
    return changed;
  }
}
