package org.srl4j.eval.swe.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What SWE-bench's own harness made of logs; {@code make_harness_golden.py} wrote the files. */
public final class HarnessGolden {
  private HarnessGolden() {}

  /** The rows of a file, without its first line, which says what made it. */
  public static List<JsonNode> rows(String name) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (InputStream in = HarnessGolden.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n")) {
        rows.add(new ObjectMapper().readTree(line));
      }
    }
    return rows.subList(1, rows.size());
  }
}
