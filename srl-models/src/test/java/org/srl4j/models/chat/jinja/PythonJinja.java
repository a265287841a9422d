package org.srl4j.models.chat.jinja;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Jinja2 itself, of the python3 on the PATH, in the settings of transformers. */
final class PythonJinja implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  /** Starts it; the script is put into a folder. */
  PythonJinja(Path folder) throws IOException {
    Path script = folder.resolve("jinja.py");
    try (InputStream source = PythonJinja.class.getResourceAsStream("jinja.py")) {
      Files.copy(source, script);
    }
    process =
        new ProcessBuilder("python3", "-W", "ignore", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Whether there is one. */
  static boolean isThere() {
    try {
      Process probe =
          new ProcessBuilder("python3", "-c", "import jinja2")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(1, TimeUnit.MINUTES) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** An object with {@code text}, or with {@code error}. */
  JsonNode render(String template, Map<String, Object> variables, String date) throws IOException {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("template", template);
    row.put("variables", variables);
    row.put("date", date);
    in.write(JSON.writeValueAsString(row));
    in.newLine();
    in.flush();
    String answer = out.readLine();
    if (answer == null) {
      throw new IOException("python3 ended");
    }
    return JSON.readTree(answer);
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
