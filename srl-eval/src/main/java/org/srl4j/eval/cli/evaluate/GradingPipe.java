package org.srl4j.eval.cli.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.srl4j.eval.grade.Grader;

/**
 * Grades lines in parallel and writes the results in their order, a batch after another, so that a
 * bad line loses none before it. Close it to end its threads.
 */
final class GradingPipe implements AutoCloseable {
  private static final int BATCH = 1024;
  private static final double NANOS = 1e9;

  private final Function<GradeRow, Grader> graders;
  private final boolean checkGolds;
  private final ExecutorService pool;
  private final long start = System.nanoTime();
  private long count;
  private long slowest;
  private String slowestLine = "";
  private long badGolds;
  private String firstBadGold = "";

  /**
   * A pipe that has graded nothing yet.
   *
   * @param graders the grader of a row
   * @param checkGolds whether a gold that its grader rejects is a bad line
   */
  GradingPipe(Function<GradeRow, Grader> graders, int threads, boolean checkGolds) {
    this.graders = graders;
    this.checkGolds = checkGolds;
    this.pool = Executors.newFixedThreadPool(threads);
  }

  private record Line(String place, String text) {}

  /** What became of one line: its result or why it is bad. */
  private record Result(String json, String fault, String goldFault, long nanos) {}

  /**
   * Grades all lines; blank ones are passed over.
   *
   * @param name what the lines come from, for messages
   * @throws IllegalArgumentException at the first bad line, after all before it are written, or if
   *     there is no line
   */
  void run(BufferedReader lines, String name, PrintWriter out)
      throws IOException, InterruptedException, ExecutionException {
    List<Line> batch = new ArrayList<>();
    long before = count;
    long number = 0;
    try {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        number++;
        if (!text.isBlank()) {
          batch.add(new Line(name + ":" + number, text));
        }
        if (batch.size() == BATCH) {
          List<Line> full = batch;
          batch = new ArrayList<>();
          write(full, out);
        }
      }
    } finally {
      write(batch, out);
    }
    if (count == before) {
      throw new IllegalArgumentException(name + ": holds no pair to grade");
    }
  }

  private void write(List<Line> batch, PrintWriter out)
      throws InterruptedException, ExecutionException {
    List<Future<Result>> results = new ArrayList<>();
    for (Line line : batch) {
      results.add(pool.submit(() -> grade(line.text)));
    }
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i).get();
      String place = batch.get(i).place;
      if (result.fault != null) {
        throw new IllegalArgumentException(place + ": " + result.fault);
      }
      if (result.goldFault != null && badGolds++ == 0) {
        firstBadGold = place + ": " + result.goldFault;
      }
      if (result.nanos > slowest) {
        slowest = result.nanos;
        slowestLine = place;
      }
      count++;
      out.print(result.json);
      out.print('\n');
    }
    out.flush();
  }

  private Result grade(String line) {
    GradeRow row;
    Grader grader;
    try {
      row = GradeRow.parse(line);
      grader = graders.apply(row);
    } catch (IllegalArgumentException e) {
      return new Result(null, e.getMessage(), null, 0);
    }
    String goldFault = null;
    try {
      grader.checkGold(row.gold());
    } catch (IllegalArgumentException e) {
      if (checkGolds) {
        return new Result(null, e.getMessage(), null, 0);
      }
      goldFault = e.getMessage();
    }
    long before = System.nanoTime();
    String json = row.graded(grader);
    return new Result(json, null, goldFault, System.nanoTime() - before);
  }

  /** Whether there is a gold among those graded that an answer can equal. */
  boolean anyGoodGold() {
    return badGolds < count;
  }

  /** How many pairs, how fast, and what to look at. */
  String summary() {
    double seconds = Math.max((System.nanoTime() - start) / NANOS, 1 / NANOS);
    String speed =
        String.format(
            Locale.ROOT, "%d graded in %.2f s (%.0f a second)", count, seconds, count / seconds);
    String slow =
        count == 0
            ? ""
            : String.format(Locale.ROOT, ", slowest %.4f s at %s", slowest / NANOS, slowestLine);
    String golds =
        badGolds == 0
            ? ""
            : "; " + badGolds + " golds that no answer can equal, first " + firstBadGold;
    return speed + slow + golds;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
