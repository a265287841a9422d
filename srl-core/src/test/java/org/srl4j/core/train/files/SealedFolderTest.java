package org.srl4j.core.train.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFolderTest {
  @TempDir Path parent;

  private Path sealed() throws IOException {
    Path folder = parent.resolve("sealed");
    SealedFolder.write(folder, target -> Files.writeString(target.resolve("weights"), "w"));
    return folder;
  }

  @Test
  void aFolderIsAsItWasSealed() throws IOException {
    assertEquals(Optional.empty(), SealedFolder.fault(sealed()));
  }

  @Test
  void aFolderThatWasFilledBitByBitIsSealedInThePlaceOfAnOlderOne() throws IOException {
    Path folder = sealed();
    Path unfinished = Files.createDirectories(parent.resolve("unfinished-sealed"));
    Files.writeString(unfinished.resolve("weights"), "other");
    Files.writeString(unfinished.resolve(SealedFolder.SEAL), "of a process that was killed");
    SealedFolder.seal(unfinished, folder);
    assertEquals(Optional.empty(), SealedFolder.fault(folder));
    assertEquals("other", Files.readString(folder.resolve("weights")));
    assertFalse(Files.exists(unfinished));
  }

  /** The first cannot even be the name of a file. */
  @ParameterizedTest
  @ValueSource(strings = {"a\\u0000b", "../weights", "/etc/passwd", "a/b", "", "."})
  void aSealWithNamesThatAreNoFilesOfTheFolderIsAFault(String name) throws IOException {
    Path folder = sealed();
    Path seal = folder.resolve(SealedFolder.SEAL);
    String changed = Files.readString(seal).replace("weights", name);
    Files.writeString(seal, changed);
    String fault = SealedFolder.fault(folder).orElse("");
    assertTrue(fault.contains("which is no file of it"), fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "[]", "{\"weights\": null}"})
  void aSealThatHoldsNoEntriesIsAFault(String seal) throws IOException {
    Path folder = sealed();
    Files.writeString(folder.resolve(SealedFolder.SEAL), seal);
    assertTrue(SealedFolder.fault(folder).isPresent());
  }
}
