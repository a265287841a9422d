package org.srl4j.eval.swe.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Edits as the reward of SWE-RL (Wei et al., arXiv:2502.18449) reads them: fenced blocks whose
 * first line is {@code ### path}, one edit each. Strict: no edit, an edit that changes nothing, a
 * file that was not shown or a text that does not stand at the start of a line is a violation of
 * the format. The first place is replaced.
 */
public record SweRlEdits() implements EditDialect {
  private static final String FENCE = "```";
  private static final String PATH = "\n### ";
  private static final String SEARCH = "\n<<<<<<< SEARCH\n";
  private static final String DIVIDER = "=======\n";
  private static final String END = ">>>>>>> REPLACE\n```";

  @Override
  public List<SearchReplace> parse(String answer) throws EditException {
    List<SearchReplace> edits = new ArrayList<>();
    int at = 0;
    for (int search = answer.indexOf(SEARCH); search >= 0; search = answer.indexOf(SEARCH, at)) {
      int divider = answer.indexOf(DIVIDER, search + SEARCH.length());
      int end = divider < 0 ? -1 : answer.indexOf(END, divider + DIVIDER.length());
      if (end < 0) {
        break; // nor can a later one be closed
      }
      String path = path(answer.substring(at, search));
      if (!path.isEmpty()) {
        edits.add(
            new SearchReplace(
                path,
                withoutEnd(answer.substring(search + SEARCH.length(), divider)),
                withoutEnd(answer.substring(divider + DIVIDER.length(), end))));
      }
      at = end + END.length();
    }
    check(edits);
    return edits;
  }

  /** The path in the line before an edit, if a fence opens right above it. */
  private static String path(String before) {
    int line = before.lastIndexOf(PATH);
    int fence = line < 0 ? -1 : before.lastIndexOf(FENCE, line);
    boolean adjacent = fence >= 0 && before.indexOf('\n', fence) == line;
    String path = adjacent ? before.substring(line + PATH.length()) : "";
    return path.indexOf('\n') < 0 ? path.strip() : "";
  }

  private static String withoutEnd(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static void check(List<SearchReplace> edits) throws EditException {
    for (SearchReplace edit : edits) {
      if (edit.search().equals(edit.replacement())) {
        throw new EditException("an edit of " + edit.path() + " changes nothing");
      }
    }
    if (edits.isEmpty()) {
      throw new EditException("no edit; write ### PATH, <<<<<<< SEARCH, =======, >>>>>>> REPLACE");
    }
  }

  @Override
  public Map<String, String> apply(List<SearchReplace> edits, Map<String, String> files)
      throws EditException {
    Map<String, String> result = new TreeMap<>(files);
    for (SearchReplace edit : edits) {
      String text = result.get(edit.path());
      if (text == null) {
        throw new EditException(edit.path() + " is none of the files that were shown");
      }
      String lines = "\n" + text;
      int at = lines.indexOf("\n" + edit.search());
      if (at < 0) {
        throw new EditException("the text to replace is not in " + edit.path());
      }
      String changed =
          lines.substring(0, at)
              + "\n"
              + edit.replacement()
              + lines.substring(at + 1 + edit.search().length());
      result.put(edit.path(), changed.substring(1));
    }
    return result;
  }
}
