package org.srl4j.eval.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookRunTest {
  @TempDir Path folder;

  @Test
  void withoutJupyterThreePackagesAreNamed() {
    ExternalProgram missing =
        new ExternalProgram(List.of("no-such-program-of-jupyter"), Path.of(""));
    String message =
        assertThrows(IOException.class, () -> missing.run("no run. " + NotebookRun.PACKAGES))
            .getMessage();
    for (String name : List.of("jupyter-client", "nbconvert", "nbclient", "is not on the PATH")) {
      assertTrue(message.contains(name), message);
    }
  }

  @Test
  void aProgramThatIsThereRunsInTheFolderThatOneIsIn() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    new ExternalProgram(List.of(java, "-version"), Path.of("")).run("no run");
  }

  @Test
  void longLinesOfAPageWrap() throws IOException {
    Path page = Files.writeString(folder.resolve("p.html"), "<head><title>t</title></head><body>");
    assertEquals(page, NotebookRun.wrap(page));
    assertEquals(
        "<head><title>t</title>" + NotebookRun.WRAPPED + "</head><body>", Files.readString(page));
    Path text = Files.writeString(folder.resolve("no.html"), "no page");
    assertTrue(
        assertThrows(IOException.class, () -> NotebookRun.wrap(text))
            .getMessage()
            .contains("without a head"));
  }
}
