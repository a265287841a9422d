package org.srl4j.eval.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.report.benchmark.BenchmarkSection;

class ReportChartsTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int STEP_LOOP_BLUE = 0x0072B2;
  private static final int ONE_PASS_ORANGE = 0xE69F00;
  private static final int INK = 0x222222;

  private static BufferedImage image(byte[] png) throws IOException {
    assertArrayEquals(PNG, Arrays.copyOf(png, PNG.length));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void chartsArePngOfTheStatedSize() throws IOException {
    ComparisonReport report = Reports.small();
    for (byte[] png :
        List.of(
            ReportCharts.greedy(report).orElseThrow(), ReportCharts.curves(report).orElseThrow())) {
      BufferedImage image = image(png);
      assertEquals(1200, image.getWidth());
      assertEquals(640, image.getHeight());
    }
  }

  /** The overlay repeats XChart's layout; this fails if the library changes it. */
  @Test
  void whiskersStandInTheMiddleOfTheirBars() throws IOException {
    BufferedImage image = image(ReportCharts.greedy(Reports.large()).orElseThrow());
    for (int colour : new int[] {STEP_LOOP_BLUE, ONE_PASS_ORANGE}) {
      int row = 440; // crosses the bars of RLVR, SRL and SRL → RLVR
      List<int[]> bars = bars(image, row, colour);
      assertEquals(3, bars.size());
      int[] rlvr = bars.get(0); // its whisker goes down to 0 and crosses the row
      int centre = (rlvr[0] + rlvr[1]) / 2;
      int[] ink =
          IntStream.rangeClosed(rlvr[0], rlvr[1])
              .filter(x -> (image.getRGB(x, row) & 0xFFFFFF) == INK)
              .toArray();
      assertTrue(ink.length > 0, "no whisker in the bar");
      assertEquals(centre, (ink[0] + ink[ink.length - 1]) / 2.0, 2);
    }
  }

  /** 0, 20, 40, 60, 80, 100: each a row of ink left of the axis. */
  @Test
  void axisHasItsScaleWhenAllIsZero() throws IOException {
    DecodingResult nothing = Reports.decoding(4, 0, 0);
    ComparisonReport zero = Reports.ofGreedy(List.of(nothing, nothing, nothing));
    BufferedImage image = image(ReportCharts.greedy(zero).orElseThrow());
    int labels = 0;
    boolean before = false;
    for (int y = 60; y < 530; y++) {
      int row = y;
      boolean ink = IntStream.range(46, 58).anyMatch(x -> (image.getRGB(x, row) & 0xFF) < 0x80);
      labels += ink && !before ? 1 : 0;
      before = ink;
    }
    assertEquals(6, labels);
  }

  @Test
  void nothingToDrawGivesNoChart() {
    ComparisonReport small = Reports.small();
    ComparisonReport empty =
        new ComparisonReport(
            ComparisonReport.SCHEMA_VERSION,
            "t",
            "p",
            small.created(),
            small.config(),
            small.environment(),
            "d",
            List.of(),
            List.of(),
            BenchmarkSection.NONE,
            List.of(),
            List.of(),
            List.of());
    assertTrue(ReportCharts.greedy(empty).isEmpty());
    assertTrue(ReportCharts.curves(empty).isEmpty());
  }

  /** Stretches of a colour in a row of pixels; a gap below 20 pixels is a whisker, not an edge. */
  private static List<int[]> bars(BufferedImage image, int row, int colour) {
    List<int[]> bars = new ArrayList<>();
    for (int x = 0; x < image.getWidth(); x++) {
      if ((image.getRGB(x, row) & 0xFFFFFF) != colour) {
        continue;
      }
      if (bars.isEmpty() || x - bars.get(bars.size() - 1)[1] > 20) {
        bars.add(new int[] {x, x});
      }
      bars.get(bars.size() - 1)[1] = x;
    }
    return bars;
  }
}
