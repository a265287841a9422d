package org.srl4j.eval.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A graphics device as its driver describes it.
 *
 * @param name as sold
 * @param capability compute capability, for example 8.6
 * @param memory with its unit
 * @param driver version of the driver
 */
public record Gpu(String name, String capability, String memory, String driver) {
  private static final List<String> QUERY =
      List.of(
          "nvidia-smi",
          "--query-gpu=name,compute_cap,memory.total,driver_version",
          "--format=csv,noheader");
  private static final int SECONDS = 20;

  /** The devices that {@code nvidia-smi} lists; none where there is no such program. */
  public static List<Gpu> all() {
    try {
      Process process = new ProcessBuilder(QUERY).redirectErrorStream(true).start();
      process.getOutputStream().close();
      List<String> lines;
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        lines = reader.lines().toList();
      }
      boolean done = process.waitFor(SECONDS, TimeUnit.SECONDS);
      return done && process.exitValue() == 0 ? parse(lines) : List.of();
    } catch (IOException e) {
      return List.of(); // no such program: no driver
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Lines of four fields with commas between; others are left out. */
  static List<Gpu> parse(List<String> lines) {
    List<Gpu> devices = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split(",");
      if (fields.length == 4) {
        devices.add(
            new Gpu(fields[0].strip(), fields[1].strip(), fields[2].strip(), fields[3].strip()));
      }
    }
    return devices;
  }
}
