package org.srl4j.eval.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.srl4j.eval.metric.Interval;
import org.srl4j.eval.metric.SeedSummary;
import org.srl4j.eval.page.Charts;
import org.srl4j.eval.page.Figures;

/**
 * The charts of a report as PNG.
 *
 * <p>Curves differ in marker and dash as well as in colour.
 */
final class ReportCharts {
  /**
   * Percent, far below a pixel. Where values are equally spaced, as zeros are, XChart marks the
   * axis at the values alone, so that it has no scale.
   */
  private static final double UNEQUAL = 0.001;

  private static final double SPACE_FILL = 0.75;
  private static final int TICK_SPACING = 70;
  private static final int LABEL_ROTATION = 20;

  /** Width of a legend entry's line and margins, in characters. */
  private static final int LEGEND_LINE = 6;

  /** Characters of the label font that fit side by side below the plot. */
  private static final int CHARACTERS_ABREAST = 90;

  /** Percent at the top of the bar chart, so that a label fits above a full bar. */
  private static final double HEADROOM = 108;

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS,
    SeriesMarkers.PLUS,
  };
  private static final float[][] DASHES = {null, {12, 6}, {3, 5}, {12, 5, 3, 5}};

  private ReportCharts() {}

  /** Greedy accuracy by method, one bar a decoding mode; empty without a result. */
  static Optional<byte[]> greedy(ComparisonReport report) {
    Set<String> decodings = new ReportTables(report).decodings();
    if (decodings.isEmpty()) {
      return Optional.empty();
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Charts.WIDTH)
            .height(Charts.HEIGHT)
            .title("Greedy accuracy on held-out problems")
            .xAxisTitle(caption(report))
            .yAxisTitle("problems solved, %")
            .build();
    style(chart.getStyler());
    chart.getStyler().setYAxisMax(HEADROOM);
    chart.getStyler().setAvailableSpaceFill(SPACE_FILL);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    List<String> labels = report.methods().stream().map(MethodResult::label).toList();
    int longest = labels.stream().mapToInt(String::length).max().orElse(0);
    if (longest * labels.size() > CHARACTERS_ABREAST) {
      chart.getStyler().setXAxisLabelRotation(LABEL_ROTATION);
    }
    List<List<Whiskers.Bar>> overlay = new ArrayList<>();
    for (String decoding : decodings) {
      List<Whiskers.Bar> bars = bars(report, decoding);
      Double[] heights = new Double[labels.size()];
      Arrays.fill(heights, 0.0);
      bars.forEach(bar -> heights[bar.category()] = bar.value());
      for (int i = 0; i < heights.length; i++) {
        heights[i] += UNEQUAL * i * i;
      }
      chart
          .addSeries(DecodingResult.label(decoding), labels, List.of(heights))
          .setFillColor(colour(overlay.size()));
      overlay.add(bars);
    }
    chart.addAnnotation(
        new Whiskers(overlay, labels.size(), Charts.font(Font.PLAIN, Charts.FONT_SIZE - 2)));
    return Optional.of(Charts.png(chart));
  }

  /** Validation score over compute, one line per run; empty when nothing was validated. */
  static Optional<byte[]> curves(ComparisonReport report) {
    XYChart chart =
        new XYChartBuilder()
            .width(Charts.WIDTH)
            .height(Charts.HEIGHT)
            .title("Validation score during training")
            .xAxisTitle("compute: tokens generated and trained on, millions")
            .yAxisTitle("validation score, %")
            .build();
    style(chart.getStyler());
    chart.getStyler().setYAxisMax(100.0);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setMarkerSize(9);
    for (int m = 0; m < report.methods().size(); m++) {
      MethodResult method = report.methods().get(m);
      boolean inLegend = true;
      for (RunResult run : method.seeds()) {
        if (addCurve(chart, method, run, m, inLegend)) {
          inLegend = false;
        }
      }
    }
    int legend = report.methods().stream().mapToInt(m -> m.label().length() + LEGEND_LINE).sum();
    if (legend > CHARACTERS_ABREAST) {
      chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
      chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    }
    return chart.getSeriesCollection().isEmpty()
        ? Optional.empty()
        : Optional.of(Charts.png(chart));
  }

  private static Color colour(int index) {
    return Charts.COLOURS.get(index % Charts.COLOURS.size());
  }

  private static boolean addCurve(
      XYChart chart, MethodResult method, RunResult run, int index, boolean inLegend) {
    List<CurvePoint> points =
        run.curve().stream().filter(point -> !Double.isNaN(point.validationScore())).toList();
    if (points.isEmpty()) {
      return false;
    }
    XYSeries series =
        chart.addSeries(
            method.name() + " " + run.seed(),
            points.stream().mapToDouble(point -> point.computeTokens() / 1e6).toArray(),
            points.stream().mapToDouble(point -> 100 * point.validationScore()).toArray());
    series.setLabel(method.label());
    series.setShowInLegend(inLegend);
    series.setLineColor(colour(index));
    series.setMarkerColor(colour(index));
    series.setMarker(MARKERS[index % MARKERS.length]);
    series.setLineStyle(
        new BasicStroke(
            3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES[index % DASHES.length], 0));
    return true;
  }

  private static List<Whiskers.Bar> bars(ComparisonReport report, String decoding) {
    List<Whiskers.Bar> bars = new ArrayList<>();
    for (int m = 0; m < report.methods().size(); m++) {
      List<DecodingResult> results = ReportTables.results(report.methods().get(m), decoding);
      if (results.isEmpty()) {
        continue;
      }
      SeedSummary summary = ReportTables.summary(results, DecodingResult::greedyAccuracy);
      Interval interval =
          results.size() == 1 ? results.get(0).greedyInterval() : summary.interval();
      List<Double> dots =
          results.size() == 1
              ? List.of()
              : results.stream().map(result -> 100 * result.greedyAccuracy()).toList();
      bars.add(new Whiskers.Bar(m, 100 * summary.mean(), onAxis(interval), dots));
    }
    return bars;
  }

  /** In percent; what lies beyond the scale is not drawn, as the caption says. */
  private static Interval onAxis(Interval interval) {
    return new Interval(
        100 * Math.max(0, interval.low()), 100 * Math.min(1, interval.high()), interval.level());
  }

  private static String caption(ComparisonReport report) {
    int most = report.methods().stream().mapToInt(m -> m.seeds().size()).max().orElse(1);
    return most == 1
        ? "whiskers: 95 % Wilson interval over problems"
        : "whiskers: 95 % t interval over seeds, drawn within 0..100; dots: single seeds"
            + " (one seed: Wilson interval over problems)";
  }

  private static void style(AxesChartStyler styler) {
    Charts.style(styler);
    styler.setYAxisMin(0.0);
    styler.setYAxisTickMarkSpacingHint(TICK_SPACING);
    styler.setYAxisTickLabelsFormattingFunction(y -> y > 100 ? " " : Figures.fixed(y, 0));
  }
}
