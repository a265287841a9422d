package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCacheTest {

  /** 7 of 8, 14 of 16 and 224 of 256 rows waste an eighth, less does not fill the larger plan. */
  @ParameterizedTest
  @CsvSource({
    "1,1", "2,2", "3,2", "4,4", "6,4", "7,8", "8,8", "13,8", "14,16", "223,128", "224,256"
  })
  void aRunHasAPowerOfTwoRowsAndAtMostAnEighthUnused(int waiting, int rows) {
    assertEquals(rows, PlanCache.rows(waiting));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "2,2", "3,4", "8,8", "9,16"})
  void aPowerOfTwoIsTheNextOne(int n, int expected) {
    assertEquals(expected, PlanCache.powerOfTwo(n));
  }
}
