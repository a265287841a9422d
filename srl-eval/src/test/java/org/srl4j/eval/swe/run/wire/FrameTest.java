package org.srl4j.eval.swe.run.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.swe.run.wire.Report.Kind;

class FrameTest {
  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @Test
  void aJobIsReadAsItWasWritten() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("src/main/java/a b/Ä.java", "class Ä {}\n\r\n \"\u2192\ud800\"");
    files.put("src/main/java/Empty.java", "");
    assertEquals(new Job(files), Job.read(new Job(files).frame()));
  }

  @Test
  void aReportIsReadAsItWasWrittenAndCut() throws IOException {
    Report report = new Report(Kind.FAILED, "a.BTest::c", "expected 1\nbut was 2");
    assertEquals(report, Report.read(report.frame()));
    assertEquals(2003, Report.read(Report.fault("x".repeat(5000)).frame()).message().length());
  }

  @Test
  void whatIsNoFrameIsRefusedAndNoLengthIsBelieved() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Frame(Frame.Type.CALL, new byte[] {1, 2, 3}).write(new DataOutputStream(bytes));
    byte[] whole = bytes.toByteArray();
    assertEquals(3, Frame.read(in(whole)).body().length);
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    assertThrows(EOFException.class, () -> Frame.read(in(cut)));
    assertThrows(
        BrokenFrameException.class, () -> Frame.read(in("PASSED a.BTest::c\n".getBytes())));
    byte[] long31 = {0, 0x7f, -1, -1, -1};
    assertThrows(BrokenFrameException.class, () -> Frame.read(in(long31)));
    byte[] text = {0, 0, 0x10, 0, 'a'};
    assertThrows(BrokenFrameException.class, () -> Text.read(in(text)));
  }
}
