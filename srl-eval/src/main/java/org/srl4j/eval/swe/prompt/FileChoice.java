package org.srl4j.eval.swe.prompt;

import java.util.List;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.predict.Counts;

/** Says which files a repair prompt shows. */
@FunctionalInterface
public interface FileChoice {

  /**
   * Chooses files.
   *
   * @param counts takes what happened
   * @return paths in the tree, the most important first; none if none was found
   * @throws IllegalArgumentException if the instance does not say what is needed
   */
  List<String> choose(SweInstance instance, SourceTree tree, Counts counts);

  /**
   * The oracle: the files that the gold patch changes and that exist at the base commit.
   *
   * @throws IllegalArgumentException if the gold patch is missing or malformed, or changes no file
   *     that exists
   */
  static FileChoice oracle() {
    return new OracleFiles();
  }
}
