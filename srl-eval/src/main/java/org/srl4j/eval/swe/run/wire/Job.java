package org.srl4j.eval.swe.run.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the judge is asked to do: compile one candidate and run its tests.
 *
 * @param sources Java sources by path, tests included
 */
public record Job(Map<String, String> sources) {

  /** Copies the sources. */
  public Job {
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
  }

  /** The frame. */
  public Frame frame() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(sources.size());
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Text.write(out, source.getKey());
        Text.write(out, source.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    return new Frame(Frame.Type.JOB, bytes.toByteArray());
  }

  /** Reads what {@link #frame} wrote. */
  public static Job read(Frame frame) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.body()));
    Map<String, String> sources = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      sources.put(Text.read(in), Text.read(in));
    }
    return new Job(sources);
  }
}
