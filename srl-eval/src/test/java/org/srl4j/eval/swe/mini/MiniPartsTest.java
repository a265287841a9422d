package org.srl4j.eval.swe.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MiniPartsTest {

  @Test
  void familiesFillNamesAndNumbers() {
    Family family =
        Family.parse(
            "f",
            "pkg: p\nn: 4..4\ntitle: ${n} things\n=== ${pkg}/A.txt\n${title} ${n+1} ${2*n} ${n-n}\n");
    Project project = family.draw(new Random(1));
    assertEquals(Map.of("p/A.txt", "4 things 5 8 0\n"), project.files());
    assertEquals(List.of("p", "4", "4 things"), project.values());
  }

  @Test
  void everyFamilyHasHundredsOfProjectsAndEnoughFiles() {
    assertTrue(Family.all().size() >= 8);
    for (Family family : Family.all()) {
      Project project = family.draw(new Random(7));
      assertTrue(family.size() >= 1000, family.name());
      int sources = project.sources().size();
      assertTrue(sources >= 3 && sources <= 6, family.name() + " has sources: " + sources);
      for (String text : project.files().values()) {
        assertFalse(text.contains("${") && !text.contains("#!"), family.name() + ": " + text);
      }
    }
  }

  @Test
  void oneMethodIsTakenOutOfATest() {
    String text =
        "public class ATest {\n  public void one() {\n    x();\n  }\n\n  public void two() {\n  }\n}\n";
    Map<String, String> less =
        TestMethods.without(Map.of("src/test/java/a/ATest.java", text), List.of("a.ATest::two"));
    assertEquals(
        "public class ATest {\n  public void one() {\n    x();\n  }\n}\n",
        less.get("src/test/java/a/ATest.java"));
    assertEquals("end is not in it", TestMethods.words("a.ATest::endIsNotInIt"));
  }

  @Test
  void theStatementSaysWhatIsSeen() {
    Map<String, String> failures = new TreeMap<>();
    failures.put(
        "a.ATest::oneIsTwo", "java.lang.AssertionError: one: expected 2 but was 1 (ATest.java:7)");
    failures.put("a.ATest::twoIsOne", "java.lang.ArithmeticException: / by zero (ATest.java:9)");
    String text = ProblemStatement.of("Numbers", failures, new Random(1));
    assertTrue(text.startsWith("Numbers: \"one is two\" does not hold\n"), text);
    assertTrue(text.contains("- one: expected 2 but was 1\n"), text);
    assertTrue(
        text.contains("- two is one: `java.lang.ArithmeticException: / by zero` was thrown\n"),
        text);
  }

  @Test
  void anEditNamesLinesThatStandOnce() {
    assertEquals(new SourceEdit("b", "x"), SourceEdit.between("a\nb\nc\n", "a\nx\nc\n"));
    assertEquals(
        new SourceEdit("a\nb\nd", "a\nx\nd"), SourceEdit.between("b\na\nb\nd\n", "b\na\nx\nd\n"));
    assertEquals(new SourceEdit("a\nc", "a\nb\nc"), SourceEdit.between("a\nc\n", "a\nb\nc\n"));
  }
}
