package org.srl4j.eval.swe.edit;

import java.util.List;
import java.util.Map;

/**
 * A way to write edits into an answer and to apply them.
 *
 * <p>Two are known: {@link AgentlessEdits}, which the paper's evaluation uses, and {@link
 * SweRlEdits}, stricter, from which a reward was made.
 */
public interface EditDialect {

  /**
   * Reads the edits of an answer.
   *
   * @throws EditException if the answer breaks the dialect's format
   */
  List<SearchReplace> parse(String answer) throws EditException;

  /**
   * Applies edits in order.
   *
   * @param edits what {@link #parse} returned
   * @param files texts by path, those the policy was shown; not changed
   * @return all files, the unchanged ones included
   * @throws EditException if an edit does not fit and the dialect does not pass over it
   */
  Map<String, String> apply(List<SearchReplace> edits, Map<String, String> files)
      throws EditException;
}
