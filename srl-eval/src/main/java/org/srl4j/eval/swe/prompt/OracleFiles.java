package org.srl4j.eval.swe.prompt;

import java.util.List;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.patch.Patch;
import org.srl4j.eval.swe.predict.Counts;

/** The files of the gold patch. */
record OracleFiles() implements FileChoice {

  @Override
  public List<String> choose(SweInstance instance, SourceTree tree, Counts counts) {
    List<String> changed = Patch.parse(instance.patch()).oldPaths();
    List<String> there = changed.stream().filter(tree.texts()::containsKey).toList();
    counts.add("oracle_files_missing", changed.size() - there.size());
    if (there.isEmpty()) {
      throw new IllegalArgumentException(
          instance.id()
              + ": patch: no file that it changes exists at the base commit, it names "
              + changed);
    }
    return there;
  }
}
