package org.srl4j.eval.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** All files of a comparison, without times, hosts and processes. */
final class ComparedFiles {

  /** Who works when; the pages repeat report.json with its times. */
  private static final Set<String> LEFT_OUT =
      Set.of("run.lock", "sessions.jsonl", "report.md", "report.html");

  /** Fields of times; seals of tests hold the bytes of their times. */
  private static final Set<String> TIMES =
      Set.of("created", "created_time", "time", "seconds", "wallSeconds", "peak resident memory");

  private ComparedFiles() {}

  /** File below the folder → its content, or of a binary file its SHA-256. */
  static Map<String, String> of(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString();
      if (!LEFT_OUT.contains(file.getFileName().toString())
          && !name.endsWith("test/checksums.json")
          && !name.startsWith("tribuo")) {
        all.put(name, content(file));
      }
    }
    return all;
  }

  /** The first file that is not the same in both, and where it differs; empty if all are. */
  static String difference(Path first, Path second) throws IOException {
    Map<String, String> one = of(first);
    Map<String, String> two = of(second);
    if (!one.keySet().equals(two.keySet())) {
      return "files: " + one.keySet() + " and " + two.keySet();
    }
    for (Map.Entry<String, String> file : one.entrySet()) {
      String other = two.get(file.getKey());
      int at = Arrays.mismatch(file.getValue().toCharArray(), other.toCharArray());
      if (at >= 0) {
        return file.getKey() + ": " + part(file.getValue(), at) + " and " + part(other, at);
      }
    }
    return "";
  }

  private static String part(String text, int at) {
    return text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 100));
  }

  private static String content(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".jsonl")) {
      return Files.readString(file).replaceAll("\"[a-z_/]*(_time|_seconds)\":[-0-9.eE]+", "");
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!name.endsWith(".json")) {
      return DigestUtils.sha256Hex(bytes);
    }
    JsonNode json = new ObjectMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
    json.findParents("wallSeconds").forEach(parent -> ((ObjectNode) parent).remove(TIMES));
    TIMES.forEach(
        field -> json.findParents(field).forEach(parent -> ((ObjectNode) parent).remove(field)));
    if (name.equals("compare.json")) {
      ((ObjectNode) json).remove("command"); // it names the folder
    }
    return json.toString();
  }
}
