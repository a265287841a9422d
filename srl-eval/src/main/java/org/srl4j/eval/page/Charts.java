package org.srl4j.eval.page;

import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * What all charts of reports look like.
 *
 * <p>Colours are those of Okabe and Ito, which people with any colour vision tell apart.
 */
public final class Charts {
  /** Pixels. */
  public static final int WIDTH = 1200;

  /** Pixels. */
  public static final int HEIGHT = 640;

  /** Points of the labels. */
  public static final int FONT_SIZE = 18;

  /** One colour a series. */
  public static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xE69F00),
          new Color(0x009E73),
          new Color(0xD55E00),
          new Color(0xCC79A7),
          new Color(0x56B4E9),
          new Color(0x000000));

  private static final Color GRID = new Color(0xDDDDDD);
  private static final Color INK = new Color(0x222222);

  private Charts() {}

  /** Sets colours, fonts and the place of the legend. */
  public static void style(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setChartFontColor(INK);
    styler.setAxisTickLabelsColor(INK);
    styler.setChartTitleFont(font(Font.BOLD, FONT_SIZE + 4));
    styler.setChartTitleBoxVisible(false);
    styler.setAxisTitleFont(font(Font.PLAIN, FONT_SIZE));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, FONT_SIZE));
    styler.setLegendFont(font(Font.PLAIN, FONT_SIZE));
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setChartPadding(16);
  }

  /** The charts' font. */
  public static Font font(int fontStyle, int size) {
    return new Font(Font.SANS_SERIF, fontStyle, size);
  }

  /**
   * The picture as a file. ImageIO's own stream would cache in a file, which fails while the
   * process shuts down.
   */
  public static byte[] png(IChart chart) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out)) {
        throw new AssertionError("every Java writes PNG");
      }
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError("writing to memory failed", e);
    }
  }
}
