package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicroBatchTest {

  @Test
  void everySequenceIsInOneMicroBatchThatIsLongEnough() {
    List<Integer> lengths = IntStream.range(0, 60).map(i -> 1 + i * 37 % 120).boxed().toList();
    List<MicroBatch> batches = MicroBatch.pack(lengths, 512, 128);
    assertEquals(60, batches.stream().mapToInt(b -> b.members().size()).sum());
    assertEquals(60, batches.stream().flatMap(b -> b.members().stream()).distinct().count());
    for (MicroBatch batch : batches) {
      assertTrue(batch.rows() >= batch.members().size());
      assertTrue(batch.members().size() * batch.length() <= 512);
      batch.members().forEach(m -> assertTrue(lengths.get(m) <= batch.length()));
    }
  }

  @Test
  void aSequenceBeyondTheBudgetGoesAlone() {
    List<MicroBatch> batches = MicroBatch.pack(List.of(40, 40), 1, 48);
    assertEquals(2, batches.size());
    assertEquals(new MicroBatch(List.of(0), 1, 48), batches.get(0));
  }

  @Test
  void veryDifferentLengthsDoNotShareAMicroBatch() {
    // 10 * 1.2 + 16 = 28: 16 fits, 112 does not
    assertEquals(2, MicroBatch.pack(List.of(10, 100, 16), 10_000, 128).size());
  }

  @Test
  void aSequenceThatIsTooLongIsAnError() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> MicroBatch.pack(List.of(49), 100, 48));
    assertEquals(
        "a sequence of 49 tokens is longer than the policy's maxLength 48; shorten it or leave it"
            + " out of the data",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "7,7", "8,8", "9,10", "11,12", "17,20", "33,40", "250,256", "256,256"})
  void batchesAreRoundedToEighthsOfAPowerOfTwo(int batch, int rounded) {
    assertEquals(rounded, PlanCache.roundedBatch(batch));
  }

  @ParameterizedTest
  @CsvSource({"1,48,16", "16,48,16", "17,48,32", "45,46,46", "46,46,46"})
  void lengthsAreRoundedToSixteenths(int length, int limit, int rounded) {
    assertEquals(rounded, PlanCache.roundedLength(length, limit));
  }
}
