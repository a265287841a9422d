package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.reward.FormatGate.Parsed;
import org.srl4j.core.reward.FormatGate.Verdict;

class FormatGateTest {

  private final FormatGate gate = new FormatGate();

  @ParameterizedTest
  @CsvSource({
    "'<think>t</think>a', OK",
    "'<think> t\n\n</think>\n a <b> \n', OK",
    "'<think>t</think>a <Think> </THINK>', OK", // other case: not a tag
    "'', MISSING_THINK",
    "'a', MISSING_THINK",
    "'t</think>a', MISSING_THINK",
    "'<THINK>t</THINK>a', MISSING_THINK",
    "'<think >t</think>a', MISSING_THINK",
    "'<think>t', UNCLOSED_THINK",
    "'<think>t<think>t', UNCLOSED_THINK",
    "'<think>t</think', UNCLOSED_THINK",
    "'<think>t</think>a<think>t</think>a', DOUBLED_TAG",
    "'<think><think>t</think>a', DOUBLED_TAG",
    "'<think>t</think>a</think>', DOUBLED_TAG",
    "'<think>t</think></think>', DOUBLED_TAG",
    "'</think>t<think>a', REORDERED_TAGS",
    "'a</think><think>', REORDERED_TAGS",
    "'a<think>t</think>a', TEXT_BEFORE_THINK",
    "' <think>t</think>a', TEXT_BEFORE_THINK",
    "'<think></think>a', EMPTY_THINK",
    "'<think> \n\t</think>a', EMPTY_THINK",
    "'<think></think>', EMPTY_THINK",
    "'<think>t</think>', EMPTY_ACTION",
    "'<think>t</think> \n ', EMPTY_ACTION",
  })
  void everyWayToBreakTheFormatHasItsVerdict(String completion, Verdict verdict) {
    assertEquals(verdict, gate.parse(completion).verdict());
  }

  @Test
  void thinkIsKeptAndActionStripped() {
    assertEquals(
        new Parsed(Verdict.OK, " comp : 4871 rot : 8714 ", "1. comp rot -> 8714"),
        gate.parse("<think> comp : 4871 rot : 8714 </think> 1. comp rot -> 8714\n"));
  }

  @Test
  void nothingOfABrokenCompletionIsHandedOn() {
    assertEquals(new Parsed(Verdict.DOUBLED_TAG, "", ""), gate.parse("<think>t</think>a</think>"));
  }

  @Test
  void leadingWhitespacePassesByOption() {
    FormatGate lenient = new FormatGate("<think>", "</think>", true);
    assertEquals(new Parsed(Verdict.OK, "t", "a"), lenient.parse(" \n<think>t</think>a"));
    assertEquals(Verdict.TEXT_BEFORE_THINK, lenient.parse("x <think>t</think>a").verdict());
  }

  @Test
  void tagsAreConfigurable() {
    FormatGate other = new FormatGate("[[", "]]", false);
    assertEquals(new Parsed(Verdict.OK, "t", "a"), other.parse("[[t]]a"));
    assertEquals(Verdict.MISSING_THINK, other.parse("<think>t</think>a").verdict());
  }

  @Test
  void overlappingTagsCountTwice() {
    assertEquals(Verdict.DOUBLED_TAG, new FormatGate("((", "))", false).parse("(((t))a").verdict());
  }

  @Test
  void ambiguousTagsAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> new FormatGate("", "</t>", false));
    assertThrows(IllegalArgumentException.class, () -> new FormatGate("##", "##", false));
    assertThrows(IllegalArgumentException.class, () -> new FormatGate("#", "##", false));
  }

  @Test
  void labelsAreLowerCase() {
    assertEquals("text_before_think", Verdict.TEXT_BEFORE_THINK.label());
  }
}
