package org.srl4j.eval.api;

import java.util.Optional;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.sample.Sampler;
import org.srl4j.eval.sample.SamplingProgress;

/** How many responses are there and how long the rest takes, replaced in place. */
final class AnsweringProgress implements Sampler.Listener {
  private final String name;
  private final Optional<Screen> screen = Screen.find();
  private final SamplingProgress sampling;
  private String handle;

  /**
   * Of an exam.
   *
   * @param before samples that are there already
   */
  AnsweringProgress(String name, int before) {
    this.name = name;
    this.sampling = new SamplingProgress(before);
  }

  @Override
  public void kept(int done, int all, long tokens) {
    if (screen.isEmpty()) {
      return;
    }
    Line now = new Line(name + ": " + sampling.line(done, all, tokens));
    if (handle == null) {
      handle = screen.get().show(now);
    } else {
      screen.get().update(handle, now);
    }
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
