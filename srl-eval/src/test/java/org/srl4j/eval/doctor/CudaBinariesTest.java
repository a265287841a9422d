package org.srl4j.eval.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaBinariesTest {

  /** Code for 3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0 and 8.6 runs on the same or a higher minor. */
  @ParameterizedTest
  @CsvSource({
    "3.5, false",
    "3.7, true",
    "5.0, true",
    "6.1, true",
    "7.0, true",
    "7.5, true",
    "8.0, true",
    "8.6, true",
    "8.9, true",
    "9.0, false",
    "10.0, false",
    "12.0, false",
    "4.0, false"
  })
  void deviceRunsWhatWasBuiltForItsGeneration(String capability, boolean runs) {
    String verdict = CudaBinaries.verdict(capability);
    assertEquals(runs, verdict.startsWith("can run nd4j-cuda-11.6"), verdict);
    assertEquals(!runs, verdict.contains("use the CPU backend"), verdict);
  }

  @Test
  void hopperAndNewerAreToldWhy() {
    assertTrue(CudaBinaries.verdict("9.0").contains("Hopper and newer"));
    assertTrue(CudaBinaries.verdict("[N/A]").startsWith("unknown compute capability [N/A]"));
  }

  @Test
  void driverListsADeviceALine() {
    List<Gpu> devices =
        Gpu.parse(
            List.of(
                "NVIDIA H100 80GB HBM3, 9.0, 81559 MiB, 535.161.08",
                "NVIDIA A100-SXM4-40GB, 8.0, 40960 MiB, 535.161.08",
                "No devices were found"));
    assertEquals(
        List.of(
            new Gpu("NVIDIA H100 80GB HBM3", "9.0", "81559 MiB", "535.161.08"),
            new Gpu("NVIDIA A100-SXM4-40GB", "8.0", "40960 MiB", "535.161.08")),
        devices);
  }
}
