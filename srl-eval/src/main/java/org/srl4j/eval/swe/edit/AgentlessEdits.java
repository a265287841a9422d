package org.srl4j.eval.swe.edit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Edits as Agentless (Xia et al., arXiv:2407.01489) and SWE-RL's Agentless Mini write them: fenced
 * blocks of a language, each with edits {@code <<<<<<< SEARCH .. ======= .. >>>>>>> REPLACE} below
 * a path. An edit without a path goes on in the file before it; equal edits count once.
 *
 * <p>Lenient, as the original: what is no edit is passed over, an edit whose text is not in the
 * file, or whose file was not shown, changes nothing, and all places with the text are replaced. As
 * each edit can multiply a file, what all of them write is bounded.
 *
 * @param language word behind the opening fence, e.g. {@code python}
 */
public record AgentlessEdits(String language) implements EditDialect {
  /** Characters that the edits of one answer may write. */
  private static final long MOST_WRITTEN = 1L << 26;

  private static final String SEARCH = "<<<<<<< SEARCH";
  private static final String REPLACE = ">>>>>>> REPLACE";
  private static final String CLOSE = "\n```";
  private static final String DIVIDER = "\n=======\n";

  /** Rejects a language that is no word. */
  public AgentlessEdits {
    if (!language.matches("\\w+")) {
      throw new IllegalArgumentException("language: must be a word, got \"" + language + "\"");
    }
  }

  @Override
  public List<SearchReplace> parse(String answer) {
    Set<SearchReplace> edits = new LinkedHashSet<>();
    String open = "```" + language + "\n";
    int at = 0;
    for (int start = answer.indexOf(open); start >= 0; start = answer.indexOf(open, at)) {
      int end = answer.indexOf(CLOSE, start + open.length());
      if (end < 0) {
        break; // nor can a later block be closed
      }
      edits.addAll(edits(answer.substring(start + open.length(), end)));
      at = end + CLOSE.length();
    }
    return List.copyOf(edits);
  }

  private static List<SearchReplace> edits(String block) {
    List<SearchReplace> edits = new ArrayList<>();
    String path = "";
    for (String part : block.split(Pattern.quote(REPLACE), -1)) {
      int search = part.indexOf(SEARCH);
      if (search < 0) {
        continue;
      }
      String named = part.substring(0, search).strip().replaceAll("^#+|#+$", "").strip();
      path = named.isEmpty() ? path : named;
      String[] sides = part.substring(search + SEARCH.length()).split(Pattern.quote(DIVIDER), -1);
      if (sides.length == 2 && !path.isEmpty()) {
        edits.add(new SearchReplace(path, withoutStart(sides[0]), withoutEnd(sides[1])));
      }
    }
    return edits;
  }

  private static String withoutStart(String text) {
    return text.startsWith("\n") ? text.substring(1) : text;
  }

  private static String withoutEnd(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public Map<String, String> apply(List<SearchReplace> edits, Map<String, String> files)
      throws EditException {
    Map<String, String> result = new TreeMap<>(files);
    long written = 0;
    for (SearchReplace edit : edits) {
      String text = result.get(edit.path());
      long places = text == null ? 0 : places(text, edit.search());
      if (places == 0) {
        continue;
      }
      written += text.length() + places * (edit.replacement().length() - edit.search().length());
      if (written > MOST_WRITTEN) {
        throw new EditException("the edits write more than " + MOST_WRITTEN + " characters");
      }
      result.put(edit.path(), text.replace(edit.search(), edit.replacement()));
    }
    return result;
  }

  /** How often a text is found, none within another; an empty one never. */
  private static long places(String text, String search) {
    long count = 0;
    int at = search.isEmpty() ? -1 : text.indexOf(search);
    while (at >= 0) {
      count++;
      at = text.indexOf(search, at + search.length());
    }
    return count;
  }
}
