package org.srl4j.core.train.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class DiskTest {
  @Test
  void aReasonIsNeverAFileNameOrNothing() {
    assertEquals("no such file: a.json", Disk.reason(new NoSuchFileException("a.json")));
    assertEquals(
        "a.json: No space left on device",
        Disk.reason(new FileSystemException("a.json", null, "No space left on device")));
    assertEquals("line 3: no row", Disk.reason(new IOException("line 3: no row")));
    assertEquals("closed by interrupt", Disk.reason(new ClosedByInterruptException()));
  }
}
