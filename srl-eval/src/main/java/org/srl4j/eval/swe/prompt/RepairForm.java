package org.srl4j.eval.swe.prompt;

import java.util.Locale;
import java.util.Map;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.predict.Response;

/** A way to ask for a repair and to read the answer. */
public interface RepairForm {

  /**
   * The prompt.
   *
   * @param shown texts by path, in the order in which they are shown
   * @param tree all files at the base commit
   */
  String prompt(SweInstance instance, Map<String, String> shown, SourceTree tree);

  /** How the prompt shows one file; its tokens are counted against the budget. */
  String block(String path, String text);

  /**
   * Reads an answer. Whatever it is, there is a candidate.
   *
   * @param answer without its thinking
   * @param shown as in the prompt
   * @param tree all files at the base commit
   */
  Candidate read(String answer, Map<String, String> shown, SourceTree tree);

  /** Reads a response; one that was not sampled has no patch. */
  default Candidate read(Response response, Map<String, String> shown, SourceTree tree) {
    return response.isSampled()
        ? read(response.answer(), shown, tree)
        : Candidate.none(word(response.end()));
  }

  /** The end of a response as a word of the counts, e.g. {@code no_room}. */
  static String word(Response.End end) {
    return end.name().toLowerCase(Locale.ROOT);
  }
}
