package org.srl4j.eval.notebook.kernel;

import java.util.List;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;
import org.rapaio.jupyter.kernel.global.Global;
import org.srl4j.eval.api.Screen;
import org.srl4j.eval.api.Shown;

/** How the kernel shows what the toolkit returns; found by the service loader of both. */
public final class KernelDisplay implements DisplayProvider, DisplayRenderer, Screen {

  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return List.of(this);
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }

  @Override
  public Class<?> rendererClass() {
    return Shown.class;
  }

  @Override
  public boolean canRender(String mime) {
    return true;
  }

  @Override
  public DisplayData render(String mime, Object shown) {
    DisplayData data = DisplayData.fromHtml(((Shown) shown).html());
    data.putText(shown.toString());
    return data;
  }

  @Override
  public String show(Shown what) {
    return Global.display(what);
  }

  @Override
  public void update(String handle, Shown what) {
    Global.updateDisplay(handle, what);
  }
}
