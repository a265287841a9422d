package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCacheTest {

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
