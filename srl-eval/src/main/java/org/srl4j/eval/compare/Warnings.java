package org.srl4j.eval.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.train.TrainerState;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.files.Disk;

/**
 * What looks wrong in a run, in its {@code warnings.txt}, a line each. A kind of warning stands
 * there once; a resumed run cuts off those behind its checkpoint.
 */
final class Warnings implements TrainingListener {
  private static final Pattern OF_UPDATE = Pattern.compile("update (\\d+): (.*)");

  private final Path file;
  private final List<String> notes;
  private final List<String> lines = new ArrayList<>();

  /**
   * Warnings of a run.
   *
   * @param run its folder
   * @param notes that hold for the whole run
   */
  Warnings(Path run, List<String> notes) {
    this.file = run.resolve("warnings.txt");
    this.notes = List.copyOf(notes);
  }

  @Override
  public void beforeTraining(TrainerState state) {
    try {
      lines.clear();
      lines.addAll(notes);
      if (Files.exists(file)) {
        Files.readAllLines(file).stream()
            .filter(line -> isOfUpdate(line, state.isStart() ? -1 : state.update()))
            .forEach(lines::add);
      }
      if (lines.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        Files.write(file, lines);
      }
    } catch (IOException e) {
      throw Disk.fault("writing " + file, e);
    }
  }

  private static boolean isOfUpdate(String line, long last) {
    Matcher parts = OF_UPDATE.matcher(line);
    return parts.matches() && Long.parseLong(parts.group(1)) <= last;
  }

  /** Adds a line, unless one with the same words stands there; true if it is new. */
  boolean add(String line) {
    String words = words(line);
    if (lines.stream().anyMatch(known -> words(known).equals(words))) {
      return false;
    }
    lines.add(line);
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return true;
    } catch (IOException e) {
      throw Disk.fault("writing " + file, e);
    }
  }

  private static String words(String line) {
    Matcher parts = OF_UPDATE.matcher(line);
    return parts.matches() ? parts.group(2) : line;
  }
}
