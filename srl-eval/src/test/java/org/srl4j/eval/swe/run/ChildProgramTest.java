package org.srl4j.eval.swe.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.swe.run.child.ChildMain;

class ChildProgramTest {
  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .sorted()
          .toList();
    }
  }

  @Test
  void theChildGetsEveryClassOfItsPackageAndTheFoldersGoAway()
      throws IOException, URISyntaxException {
    String folder = ChildMain.class.getPackageName().replace('.', '/');
    Path compiled =
        Path.of(ChildMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path work;
    try (ChildProgram program = new ChildProgram()) {
      work = program.work();
      Path copied = work.resolveSibling("classes").resolve(folder);
      assertEquals(names(compiled.resolve(folder)), names(copied));
      Files.writeString(work.resolve("left"), "by a candidate");
    }
    assertFalse(Files.exists(work.getParent()));
  }
}
