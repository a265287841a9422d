package org.srl4j.eval.api;

import java.awt.Color;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.srl4j.eval.page.Charts;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.report.CurvePoint;

/**
 * Validation accuracy over compute, a line per run.
 *
 * @param runs name of a run → its validations, in the order of the legend
 */
public record Curves(Map<String, List<CurvePoint>> runs) implements Shown {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 400;
  private static final int MARKER_SIZE = 8;

  /** Copies the map, order kept. */
  public Curves {
    Map<String, List<CurvePoint>> copy = new LinkedHashMap<>();
    runs.forEach((name, points) -> copy.put(name, List.copyOf(points)));
    runs = copy;
  }

  /** The picture as a PNG file's bytes; needs fontconfig and a font on Linux. */
  public byte[] png() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("compute: tokens generated and trained on, millions")
            .yAxisTitle("validation accuracy, %")
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(100.0);
    chart.getStyler().setMarkerSize(MARKER_SIZE);
    runs.forEach((name, points) -> line(chart, name, points));
    return Charts.png(chart);
  }

  private static void line(XYChart chart, String name, List<CurvePoint> points) {
    Color colour = Charts.COLOURS.get(chart.getSeriesCollection().size() % Charts.COLOURS.size());
    List<CurvePoint> valid =
        points.stream().filter(p -> !Double.isNaN(p.validationScore())).toList();
    if (!valid.isEmpty()) {
      XYSeries series =
          chart.addSeries(
              name,
              valid.stream().mapToDouble(p -> p.computeTokens() / 1e6).toArray(),
              valid.stream().mapToDouble(p -> 100 * p.validationScore()).toArray());
      series.setLineColor(colour);
      series.setMarkerColor(colour);
    }
  }

  @Override
  public String html() {
    boolean empty = runs.values().stream().allMatch(List::isEmpty);
    return empty
        ? "<p>Nothing validated yet.</p>"
        : "<img alt=\""
            + HtmlDocument.escape(toString())
            + "\" src=\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(png())
            + "\">";
  }

  /** The lines' last values. */
  @Override
  public String toString() {
    return runs.entrySet().stream()
        .filter(run -> !run.getValue().isEmpty())
        .map(run -> run.getKey() + ": " + percent(run.getValue()))
        .collect(Collectors.joining("; ", "validation accuracy, last values: ", ""));
  }

  private static String percent(List<CurvePoint> points) {
    return Figures.percent(points.get(points.size() - 1).validationScore()) + " %";
  }
}
