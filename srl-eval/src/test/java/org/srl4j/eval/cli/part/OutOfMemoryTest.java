package org.srl4j.eval.cli.part;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutOfMemoryTest {
  @ParameterizedTest
  @CsvSource({
    "Java heap space, MiB. Give it more",
    "Requested array size exceeds VM limit, SRL_JAVA_OPTS=-Xmx16g",
    "unable to create native thread, ulimit -u",
    "Physical memory usage is too high: physicalBytes (3G) > maxPhysicalBytes (2G), srl plan-memory"
  })
  void whatAndHowToHaveMore(String cause, String advice) {
    String message = OutOfMemory.message(new OutOfMemoryError(cause));
    assertTrue(message.startsWith("out of memory") && message.contains(cause), message);
    assertTrue(message.contains(advice), message);
  }
}
