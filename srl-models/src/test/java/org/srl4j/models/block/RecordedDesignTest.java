package org.srl4j.models.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.graph.GraphBlock;

class RecordedDesignTest {
  private static final String HERE = RecordedDesignTest.class.getName() + "$";

  enum Kind {
    NARROW,
    WIDE
  }

  record Range(int from, long to) {}

  record Many(
      int width,
      float scale,
      double rate,
      boolean on,
      String name,
      Kind kind,
      List<Integer> every,
      Map<String, Double> byLayer,
      Range range)
      implements LayerDesign {
    @Override
    public GraphBlock layer(DecoderConfig sizes, int index) {
      return new DecoderBlock(sizes, new CausalSelfAttention(sizes, index));
    }

    @Override
    public boolean cached() {
      return on;
    }
  }

  record Window(int width) implements AttentionDesign {
    Window {
      if (width < 1) {
        throw new IllegalArgumentException("width: must be at least 1, got " + width);
      }
    }

    @Override
    public GraphBlock attention(DecoderConfig sizes, int index) {
      return new CausalSelfAttention(sizes, index);
    }

    @Override
    public boolean cached() {
      return false;
    }
  }

  /** Gives other settings than it was made with. */
  record Rounded(int width) implements AttentionDesign {
    Rounded {
      width = width / 2 * 2;
    }

    @Override
    public GraphBlock attention(DecoderConfig sizes, int index) {
      return new CausalSelfAttention(sizes, index);
    }

    @Override
    public boolean cached() {
      return false;
    }
  }

  record NotPlain(Object anything) implements AttentionDesign {
    @Override
    public GraphBlock attention(DecoderConfig sizes, int index) {
      return new CausalSelfAttention(sizes, index);
    }

    @Override
    public boolean cached() {
      return false;
    }
  }

  private static final Many MANY =
      new Many(
          4,
          0.1f,
          2,
          true,
          "x",
          Kind.WIDE,
          List.of(1, 2),
          Map.of("0", 0.5),
          new Range(1, 1L << 40));

  @Test
  void settingsArePlainValues() {
    RecordedDesign recorded = RecordedDesign.of(MANY);
    assertEquals(HERE + "Many", recorded.name());
    Map<String, Object> settings = new TreeMap<>();
    settings.put("width", 4L);
    settings.put("scale", 0.1);
    settings.put("rate", 2L); // one number has one form
    settings.put("on", true);
    settings.put("name", "x");
    settings.put("kind", "WIDE");
    settings.put("every", List.of(1L, 2L));
    settings.put("byLayer", Map.of("0", 0.5));
    settings.put("range", Map.of("from", 1L, "to", 1L << 40));
    assertEquals(settings, recorded.settings());
  }

  @Test
  void aDesignIsMadeAgainFromItsNameAndSettings() {
    for (LayerDesign design : List.of(MANY, new Window(3), LayerDesign.STOCK)) {
      assertEquals(design, RecordedDesign.of(design).build());
    }
  }

  @Test
  void classesOfNotebooksAreNamedAsInTheirCells() {
    assertEquals("Window", RecordedDesign.shortName("REPL.$JShell$12$Window"));
    assertEquals("Window", RecordedDesign.shortName("REPL.$JShell$12B$Window"));
    assertEquals("Outer$Window", RecordedDesign.shortName("REPL.$JShell$3$Outer$Window"));
    assertEquals("com.example.Window", RecordedDesign.shortName("com.example.Window"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.example.Gone | width | 3 | is not on the class path",
        "java.lang.String | width | 3 | is no record that implements",
        "org.srl4j.models.block.DecoderConfig | width | 3 | is no record that implements",
        "@Window | widht | 3 | has the settings [width], got [widht]",
        "@Window | width | 0 | refuses the settings {width=0}: width: must be at least 1, got 0",
        "@Window | width | 2.5 | makes {width=2} of the settings {width=2.5}",
        "@Window | width | wide | takes a int as width, got wide",
        "@Rounded | width | 3 | makes {width=2} of the settings {width=3}",
      })
  void whatCannotBeMadeIsRefusedByName(String name, String key, String value, String message) {
    Object plain = value.matches("[0-9.]+") ? (Object) Double.valueOf(value) : value;
    RecordedDesign recorded = new RecordedDesign(name.replace("@", HERE), Map.of(key, plain));
    IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, recorded::build);
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
    assertTrue(fault.getMessage().contains(recorded.name()), fault.getMessage());
  }

  @Test
  void aDesignThatCannotBeWrittenDownIsRefused() {
    LayerDesign lambdas =
        new AttentionDesign() {
          @Override
          public GraphBlock attention(DecoderConfig sizes, int index) {
            return new CausalSelfAttention(sizes, index);
          }

          @Override
          public boolean cached() {
            return true;
          }
        };
    assertFault("must be a record", lambdas);
    assertFault("the setting anything must be", new NotPlain(Double.NaN));
    assertFault("the setting anything", new NotPlain(new Object()));
  }

  private static void assertFault(String message, LayerDesign design) {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> RecordedDesign.of(design));
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
  }
}
