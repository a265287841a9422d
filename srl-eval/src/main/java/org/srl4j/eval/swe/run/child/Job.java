package org.srl4j.eval.swe.run.child;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the child is asked to do, and the text in which it is asked: the first line has the nonce,
 * milliseconds a candidate and bytes that one may print; then a line with a candidate's number of
 * files, and a line for each file, path and text in Base64.
 *
 * @param nonce stands before everything that the child reports
 * @param millis time of one candidate, compiling included
 * @param printed bytes that one candidate may print
 * @param candidates Java sources by path
 */
public record Job(String nonce, long millis, long printed, List<Map<String, String>> candidates) {

  /** Copies the list. */
  public Job {
    candidates = List.copyOf(candidates);
  }

  /** The text. */
  public String render() {
    StringBuilder text = new StringBuilder();
    text.append(nonce).append(' ').append(millis).append(' ').append(printed).append('\n');
    for (Map<String, String> files : candidates) {
      text.append(files.size()).append('\n');
      files.forEach(
          (path, source) ->
              text.append(encode(path)).append(' ').append(encode(source)).append('\n'));
    }
    return text.toString();
  }

  /** Reads what {@link #render} wrote. */
  static Job parse(Iterator<String> lines) {
    String[] head = lines.next().split(" ");
    List<Map<String, String>> candidates = new ArrayList<>();
    while (lines.hasNext()) {
      Map<String, String> files = new LinkedHashMap<>();
      for (int left = Integer.parseInt(lines.next()); left > 0; left--) {
        String[] file = lines.next().split(" ", -1);
        files.put(decode(file[0]), decode(file[1]));
      }
      candidates.add(files);
    }
    return new Job(head[0], Long.parseLong(head[1]), Long.parseLong(head[2]), candidates);
  }

  static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
