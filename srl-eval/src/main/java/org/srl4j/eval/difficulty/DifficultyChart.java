package org.srl4j.eval.difficulty;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.srl4j.eval.page.Charts;

/** The weights of a logistic regression, or the share solved in each group, as a bar chart. */
public final class DifficultyChart {
  private static final int ROTATION = 30;

  private DifficultyChart() {}

  /** PNG of {@link Charts#WIDTH} times {@link Charts#HEIGHT} pixels. */
  public static byte[] png(Difficulty difficulty) {
    boolean weights = !difficulty.weights().isEmpty();
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    if (weights) {
      difficulty.weights().entrySet().stream()
          .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
          .forEach(
              weight -> {
                names.add(weight.getKey());
                values.add(weight.getValue());
              });
    } else {
      difficulty
          .solvedBy()
          .forEach(
              (name, group) -> {
                names.add(name + " (" + group.problems() + ")");
                values.add(100.0 * group.solved() / group.problems());
              });
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Charts.WIDTH)
            .height(Charts.HEIGHT)
            .title(weights ? "What predicts that a problem is solved" : "Solved by kind of problem")
            .yAxisTitle(weights ? "weight, standardised features" : "problems solved, %")
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setXAxisLabelRotation(ROTATION);
    chart.getStyler().setLegendVisible(false);
    Color colour = Charts.COLOURS.get(0);
    chart.addSeries("problems", names, values).setFillColor(colour);
    return Charts.png(chart);
  }
}
