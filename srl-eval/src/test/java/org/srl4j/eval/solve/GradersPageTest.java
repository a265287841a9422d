package org.srl4j.eval.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/graders.md says of every grader what it does. */
class GradersPageTest {
  private static final Path PAGE = Path.of("../docs/graders.md");

  /** The cells of each row of the table whose first column has this title. */
  private static List<List<String>> table(String title) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      List<String> cells =
          Arrays.stream(line.split("\\|"))
              .map(cell -> cell.replaceAll("[`*]", "").strip())
              .filter(cell -> !cell.isEmpty())
              .toList();
      if (line.startsWith("|") && (!rows.isEmpty() || cells.get(0).equals(title))) {
        rows.add(cells);
      } else if (!rows.isEmpty()) {
        break;
      }
    }
    return rows;
  }

  @Test
  void everyVerdictInTheTableIsGiven() throws IOException {
    List<List<String>> rows = table("gold");
    List<String> names = rows.get(0).subList(2, rows.get(0).size());
    assertEquals(14, rows.size());
    for (List<String> row : rows.subList(2, rows.size())) {
      for (int i = 0; i < names.size(); i++) {
        boolean equivalent =
            Graders.named(names.get(i), Graders.DEFAULT_DATA_NAME)
                .gradeAnswer(row.get(0), row.get(1))
                .equivalent();
        assertEquals(row.get(i + 2).startsWith("yes"), equivalent, names.get(i) + " on " + row);
      }
    }
  }

  @Test
  void everyGraderHasARow() throws IOException {
    List<String> described = table("name").stream().skip(2).map(row -> row.get(0)).toList();
    for (String name : Graders.names()) {
      assertEquals(1, described.stream().filter(name::equals).count(), name);
    }
  }
}
