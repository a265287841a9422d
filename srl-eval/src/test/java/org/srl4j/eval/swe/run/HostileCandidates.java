package org.srl4j.eval.swe.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Programs that attack, of ten kinds: {@code hostile-candidates.txt}. Each is a class {@code Price}
 * with wrong answers, further members, another body of {@code int withTax(int net)}, and perhaps
 * other files. {@code @OUT@} is a folder that everybody may write, {@code @HOME@} the home folder,
 * {@code @PORT@} a port that is listened to, {@code @PID@} the process that runs the tests,
 * {@code @MARK@} a name for what an attack leaves.
 */
final class HostileCandidates {
  private HostileCandidates() {}

  /** What an attack is after. */
  enum Kind {
    FORGE,
    READ,
    WRITE,
    SPAWN,
    NET,
    MEMORY,
    DISK,
    TIME,
    CLEAN_UP,
    SIGNALS
  }

  /**
   * One program.
   *
   * @param parts texts by {@code members}, {@code body}, or the path of a file
   */
  record Hostile(Kind kind, String name, Map<String, String> parts) {
    String part(String name) {
      return parts.getOrDefault(name, "");
    }
  }

  static List<Hostile> all() throws IOException {
    try (InputStream in = HostileCandidates.class.getResourceAsStream("hostile-candidates.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Hostile> all = new ArrayList<>();
      for (String each : text.substring("=== ".length()).split("\n=== ")) {
        String[] parts = each.split("\n--- ");
        String[] title = parts[0].split(": ", 2);
        Map<String, String> texts = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
          String[] part = parts[i].split("\n", 2);
          texts.put(part[0], part[1] + "\n");
        }
        all.add(new Hostile(Kind.valueOf(title[0]), title[1], texts));
      }
      return all;
    }
  }
}
