package org.srl4j.eval.api;

import java.util.Optional;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.sample.Sampler;

/** How many responses are there and how long the rest takes, replaced in place. */
final class AnsweringProgress implements Sampler.Listener {
  private final String name;
  private final Optional<Screen> screen = Screen.find();
  private final long start = System.nanoTime();
  private int before = -1;
  private String handle;

  AnsweringProgress(String name) {
    this.name = name;
  }

  @Override
  public void kept(int done, int all, long tokens) {
    if (screen.isEmpty()) {
      return;
    }
    Line now = new Line(line(done, all, tokens));
    if (handle == null) {
      handle = screen.get().show(now);
    } else {
      screen.get().update(handle, now);
    }
  }

  private String line(int done, int all, long tokens) {
    double seconds = (System.nanoTime() - start) * 1e-9;
    String line = String.format("%s: %d of %d responses", name, done, all);
    if (before < 0) {
      before = done; // the first batch may follow responses of an earlier time
      return line;
    }
    return line
        + String.format(
            ", %.0f tokens/s, about %.0f s left",
            tokens / seconds, seconds / (done - before) * (all - done));
  }

  private record Line(String text) implements Shown {
    @Override
    public String html() {
      return "<p>" + HtmlDocument.escape(text) + "</p>";
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
