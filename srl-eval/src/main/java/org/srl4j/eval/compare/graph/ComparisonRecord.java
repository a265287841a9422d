package org.srl4j.eval.compare.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.srl4j.core.train.run.CodeVersion;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.RecordedSettings;
import org.srl4j.eval.config.Choices;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.page.PageFiles;
import org.srl4j.eval.page.StrictJson;

/**
 * What a comparison began as; {@code compare.json} in its folder. It is written before the first
 * run, and a comparison goes on only as what it began as.
 *
 * @param command words of the command line, without the program's name
 * @param config the resolved config
 * @param data seed → SHA-256 of its problems and expert steps
 * @param starts seed → SHA-256 of the parameters that its trainings start from
 * @param code the toolkit's version
 */
public record ComparisonRecord(
    List<String> command,
    JsonNode config,
    Map<Long, String> data,
    Map<Long, String> starts,
    CodeVersion code) {
  /** Name of the file. */
  public static final String FILE = "compare.json";

  /** More workers change no figure. */
  private static final Pattern FREE = Pattern.compile("workers");

  /** Copies the list and sorts the maps. */
  public ComparisonRecord {
    command = List.copyOf(command);
    data = new TreeMap<>(data);
    starts = new TreeMap<>(starts);
  }

  /** A record of now. */
  public static ComparisonRecord of(
      List<String> command,
      ComparisonConfig config,
      Map<Long, String> data,
      Map<Long, String> starts) {
    JsonNode plain = new ObjectMapper().valueToTree(ConfigWriter.plain(config, Choices.NONE));
    return new ComparisonRecord(command, plain, data, starts, CodeVersion.current());
  }

  /** Whether a comparison was begun in a folder. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /**
   * The record of a folder.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public static ComparisonRecord read(Path folder) throws IOException {
    return StrictJson.read(
        folder.resolve(FILE), ComparisonRecord.class, "a comparison's record of its beginning");
  }

  /** Writes the record. */
  public void write(Path folder) throws IOException {
    PageFiles.replace(folder.resolve(FILE), StrictJson.write(this));
  }

  /**
   * Returns if the settings and the code are what they were.
   *
   * @throws IllegalArgumentException if not; it names the first difference
   */
  public void requireSame(Path folder, ComparisonConfig now) {
    RecordedSettings.difference(config, now, FREE)
        .ifPresent(d -> requireSame(folder, d.key(), d.recorded(), d.now()));
    CodeVersion running = CodeVersion.current();
    requireSame(folder, "version of srl4j", code.version(), running.version());
    if (!code.sha256().equals(running.sha256())) {
      requireSame(folder, "git revision", code.gitRevision(), running.gitRevision());
      requireSame(folder, "SHA-256 of srl4j's classes", code.sha256(), running.sha256());
    }
  }

  /**
   * Returns if problems and starts are what they were.
   *
   * @throws IllegalArgumentException if not; it names the first difference
   */
  public void requireSame(Path folder, ComparisonRecord now) {
    for (long seed : data.keySet()) {
      String of = "seed " + seed + ": SHA-256 of the ";
      requireSame(folder, of + "data", data.get(seed), now.data().get(seed));
      requireSame(folder, of + "start's weights", starts.get(seed), now.starts().get(seed));
    }
  }

  private static void requireSame(Path folder, String what, String recorded, String now) {
    if (!recorded.equals(now)) {
      throw new IllegalArgumentException(
          what
              + ": the comparison in "
              + folder
              + " began with "
              + recorded
              + ", got "
              + now
              + "; only workers may change. Give the same, or another --output");
    }
  }
}
