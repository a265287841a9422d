package org.srl4j.eval.swe.mini;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.patch.PatchMaker;

/**
 * A project with a bug that its tests notice.
 *
 * @param repository {@code owner/name}
 * @param number of the bug in its repository, from 1
 * @param project as it should be
 * @param mutation the bug
 * @param failures messages of the tests that fail with the bug, by id; at least one
 * @param passing tests that pass with the bug as without it
 * @param statement the text
 */
public record MiniBug(
    String repository,
    int number,
    Project project,
    Mutation mutation,
    Map<String, String> failures,
    List<String> passing,
    String statement) {

  /** Copies the collections. */
  public MiniBug {
    failures = new TreeMap<>(failures);
    passing = List.copyOf(passing);
    if (failures.isEmpty()) {
      throw new IllegalArgumentException("failures: " + repository + " has none, so no bug");
    }
  }

  /** The instance's id, e.g. {@code srlmini__interval-0007-1}. */
  public String id() {
    return folder() + "-" + number;
  }

  /** The repository's folder, e.g. {@code srlmini__interval-0007}. */
  String folder() {
    return repository.replace("/", "__");
  }

  /** The source with the bug in it. */
  String brokenSource() {
    return mutation.apply(project.files().get(mutation.path()));
  }

  /** The tests that a solver sees: those that pass in spite of the bug. */
  Map<String, String> visibleTests() {
    return TestMethods.without(project.tests(), List.copyOf(failures.keySet()));
  }

  /** All files of the base commit. */
  public Map<String, String> base() {
    Map<String, String> files = new TreeMap<>(project.files());
    files.put(mutation.path(), brokenSource());
    files.putAll(visibleTests());
    return files;
  }

  /**
   * The instance in SWE-bench's form.
   *
   * @param commit of {@link #base}
   */
  public SweInstance instance(String commit) {
    String patch =
        PatchMaker.between(project.with(mutation.path(), brokenSource()), project.files()).render();
    String testPatch = PatchMaker.between(visibleTests(), project.tests()).render();
    return new SweInstance(
        id(),
        repository,
        commit,
        statement,
        patch,
        testPatch,
        List.copyOf(failures.keySet()),
        passing);
  }
}
