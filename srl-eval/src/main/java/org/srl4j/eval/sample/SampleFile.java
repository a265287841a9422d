package org.srl4j.eval.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
          .build();

  private final Path file;
  private final List<Sample> kept;
  private final int tornLines;

  private SampleFile(Path file, List<Sample> kept, int tornLines) {
    this.file = file;
    this.kept = new ArrayList<>(kept);
    this.tornLines = tornLines;
  }

  /**
   * What a file holds.
   *
   * @param samples whole lines, in file order
   * @param length bytes of these lines
   * @param tornLines 1 if an incomplete line follows, else 0
   */
  record Content(List<Sample> samples, long length, int tornLines) {}

  /** Opens a file for appending, perhaps a new one, and cuts an incomplete last line off. */
  static SampleFile open(Path file, RunSettings settings) throws IOException {
    Content content = read(file, settings);
    if (content.tornLines() > 0) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(content.length());
        channel.force(true);
      }
    }
    return new SampleFile(file, content.samples(), content.tornLines());
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if a whole line is no sample of the run, or stands twice
   */
  static Content read(Path file, RunSettings settings) throws IOException {
    List<Sample> samples = new ArrayList<>();
    if (!Files.exists(file)) {
      return new Content(samples, 0, 0);
    }
    Set<Sample.Key> seen = new HashSet<>();
    long length = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\n') {
          line.write(b);
          continue;
        }
        length += line.size() + 1;
        String place = file + ":" + (samples.size() + 1);
        Sample sample = parse(place, line.toString(StandardCharsets.UTF_8));
        require(place, sample, settings, seen.add(sample.key()));
        samples.add(sample);
        line.reset();
      }
    }
    return new Content(samples, length, line.size() > 0 ? 1 : 0);
  }

  private static Sample parse(String place, String line) {
    try {
      return JSON.readValue(line, Sample.class);
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
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Sample sample : batch) {
      lines.writeBytes(JSON.writeValueAsBytes(sample));
      lines.write('\n');
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
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
