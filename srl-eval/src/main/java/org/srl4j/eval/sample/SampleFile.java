package org.srl4j.eval.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.srl4j.eval.rows.AppendedLines;

/**
 * Samples, one JSON object a line. A batch is appended in one write and forced to the disk, so that
 * a killed process loses the batch under way at most. What it may leave is an incomplete last line,
 * which is cut off and counted when the file is opened again; any other damage is an error.
 */
public final class SampleFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final AppendedLines lines;
  private final List<Sample> kept;
  private final int tornLines;

  private SampleFile(AppendedLines lines, List<Sample> kept, int tornLines) {
    this.lines = lines;
    this.kept = new ArrayList<>(kept);
    this.tornLines = tornLines;
  }

  /** Opens a file for appending, perhaps a new one, and cuts an incomplete last line off. */
  static SampleFile open(Path file, RunSettings settings) throws IOException {
    AppendedLines lines = new AppendedLines(file);
    AppendedLines.Content content = lines.read();
    lines.mend(content);
    return new SampleFile(lines, samples(file, content, settings), content.tornLines());
  }

  /**
   * Reads a file, which is not changed; an incomplete last line is left out.
   *
   * @throws IllegalArgumentException if a whole line is no sample of the run, or stands twice
   */
  static List<Sample> read(Path file, RunSettings settings) throws IOException {
    return samples(file, new AppendedLines(file).read(), settings);
  }

  private static List<Sample> samples(
      Path file, AppendedLines.Content content, RunSettings settings) {
    List<Sample> samples = new ArrayList<>();
    Set<Sample.Key> seen = new HashSet<>();
    for (String line : content.lines()) {
      String place = file + ":" + (samples.size() + 1);
      Sample sample = parse(place, line);
      require(place, sample, settings, seen.add(sample.key()));
      samples.add(sample);
    }
    return samples;
  }

  private static Sample parse(String place, String line) {
    try {
      Sample sample = JSON.readValue(line, Sample.class);
      if (sample == null) {
        throw new IllegalArgumentException(place + ": not a sample: null; was the file edited?");
      }
      return sample;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          place + ": not a sample: " + e.getOriginalMessage() + "; was the file edited?", e);
    }
  }

  private static void require(String place, Sample sample, RunSettings run, boolean first) {
    int wanted = sample.mode() == Mode.SAMPLED ? run.k() : run.greedy() ? 1 : 0;
    if (sample.index() >= wanted) {
      throw new IllegalArgumentException(
          place
              + ": index: the run has "
              + wanted
              + " samples of this mode a problem, got number "
              + sample.index());
    }
    if (!first) {
      throw new IllegalArgumentException(
          place + ": stands twice: " + sample.key() + "; was the file edited?");
    }
  }

  /** Appends a batch; when this returns it is on the disk. */
  public void append(List<Sample> batch) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Sample sample : batch) {
      rows.add(JSON.writeValueAsString(sample));
    }
    lines.append(rows);
    kept.addAll(batch);
  }

  /** All samples so far. */
  public List<Sample> kept() {
    return List.copyOf(kept);
  }

  /** Number of samples so far. */
  public int count() {
    return kept.size();
  }

  /** Incomplete lines that were cut off when the file was opened: 0 or 1. */
  public int tornLines() {
    return tornLines;
  }
}
