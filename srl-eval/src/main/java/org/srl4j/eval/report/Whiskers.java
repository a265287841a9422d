package org.srl4j.eval.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;
import org.knowm.xchart.style.CategoryStyler;
import org.srl4j.eval.metric.Interval;
import org.srl4j.eval.page.Figures;

/**
 * Draws asymmetric intervals, the single seeds and the value over the bars of a category chart.
 *
 * <p>XChart's own error bars are symmetric, which a Wilson interval is not. The place of a bar is
 * computed as XChart does it: the plot's width times content size is split into equal categories,
 * the available fill of each into equal bars, one a series.
 */
final class Whiskers extends Annotation {
  private static final int CAP = 8;
  private static final double DOT = 9;
  private static final int LABEL_GAP = 6;
  private static final Color INK = new Color(0x222222);

  private final List<List<Bar>> series;
  private final int categories;
  private final Font font;

  /**
   * One bar.
   *
   * @param category index from the left
   * @param value height, percent
   * @param interval whisker in percent, cut to the axis; null for none
   * @param dots single values, percent
   */
  record Bar(int category, double value, Interval interval, List<Double> dots) {}

  Whiskers(List<List<Bar>> series, int categories, Font font) {
    super(false);
    this.series = series;
    this.categories = categories;
    this.font = font;
  }

  @Override
  public void paint(Graphics2D graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(INK);
    g.setFont(font);
    for (int index = 0; index < series.size(); index++) {
      for (Bar bar : series.get(index)) {
        paintBar(g, bar, centre(bar.category(), index));
      }
    }
    g.dispose();
  }

  private double centre(int category, int seriesIndex) {
    double left = getXAxisScreenValueForMin();
    double width = getXAxisScreenValueForMax() - left;
    double content = width * styler.getPlotContentSize();
    double slot = content / categories;
    double fill = ((CategoryStyler) styler).getAvailableSpaceFill();
    double barWidth = slot * fill / series.size();
    double margin = slot * (1 - fill) / 2;
    return left + (width - content) / 2 + slot * category + margin + barWidth * (seriesIndex + 0.5);
  }

  private void paintBar(Graphics2D g, Bar bar, double x) {
    double top = getYAxisScreenValue(bar.value());
    if (bar.interval() != null) {
      double low = getYAxisScreenValue(bar.interval().low());
      double high = getYAxisScreenValue(bar.interval().high());
      top = Math.min(top, high);
      g.setStroke(new BasicStroke(2f));
      g.draw(new Line2D.Double(x, low, x, high));
      g.draw(new Line2D.Double(x - CAP, low, x + CAP, low));
      g.draw(new Line2D.Double(x - CAP, high, x + CAP, high));
    }
    for (double dot : bar.dots()) {
      double upper = getYAxisScreenValue(dot) - DOT / 2;
      top = Math.min(top, upper);
      Ellipse2D circle = new Ellipse2D.Double(x - DOT / 2, upper, DOT, DOT);
      g.setColor(Color.WHITE);
      g.fill(circle);
      g.setColor(INK);
      g.setStroke(new BasicStroke(1.5f));
      g.draw(circle);
    }
    String label = Figures.fixed(bar.value(), 1);
    int width = g.getFontMetrics().stringWidth(label);
    g.drawString(label, (float) (x - width / 2.0), (float) top - LABEL_GAP);
  }
}
