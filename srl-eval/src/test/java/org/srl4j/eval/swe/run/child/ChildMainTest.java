package org.srl4j.eval.swe.run.child;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.swe.run.child.Report.Kind;

class ChildMainTest {
  private static final String NONCE = "00ff";

  @Test
  void aJobIsReadAsItWasWritten() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("src/main/java/a b/Ä.java", "class Ä {}\n\r\n \"\u2192\"");
    files.put("src/main/java/Empty.java", "");
    Job job = new Job(NONCE, 1500, 1 << 20, List.of(files, Map.of(), files));
    assertEquals(job, Job.parse(job.render().lines().iterator()));
  }

  @Test
  void aReportIsReadWithItsNonceAlone() {
    Report report = new Report(3, Kind.FAILED, "a.BTest::c", "expected 1\nbut was 2");
    String line = report.render(NONCE);
    assertEquals(Optional.of(report), Report.parse(line, NONCE));
    assertEquals(Optional.empty(), Report.parse(line, "00fe"));
    assertEquals(Optional.empty(), Report.parse(line.substring(0, line.length() - 1), NONCE));
    assertEquals(Optional.empty(), Report.parse("PASSED a.BTest::c", NONCE));
    assertEquals(Optional.empty(), Report.parse(NONCE + " x PASSED | |", NONCE));
  }
}
