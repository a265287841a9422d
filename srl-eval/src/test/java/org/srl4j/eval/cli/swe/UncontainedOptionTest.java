package org.srl4j.eval.cli.swe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.sandbox.Containment;
import org.srl4j.eval.sandbox.Containment.Counting;
import org.srl4j.eval.sandbox.Containment.Reach;
import picocli.CommandLine;

class UncontainedOptionTest {
  private final StringWriter err = new StringWriter();

  private Containment require(Containment containment, String... arguments) {
    UncontainedOption option = new UncontainedOption();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("option", mixin(option)))
        .parseArgs(arguments);
    return option.require(containment, new PrintWriter(err, true));
  }

  private static CommandLine.Model.CommandSpec mixin(UncontainedOption option) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(option);
  }

  @Test
  void whereNothingContainsProgramsAreRefusedUnlessTheUserSaysSo() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> require(Containment.NONE)).getMessage();
    assertTrue(message.contains("--uncontained") && message.contains("bubblewrap"), message);
    Containment userAlone = new Containment(Reach.OPEN, true, true, true, Counting.RUN);
    assertThrows(IllegalArgumentException.class, () -> require(userAlone));
    assertEquals(Containment.NONE, require(Containment.NONE, "--uncontained"));
    assertTrue(err.toString().startsWith("contained by: nothing\nnot contained: "), err.toString());
  }

  @Test
  void whatContainsIsSaid() {
    require(new Containment(Reach.LOCKED, true, true, true, Counting.RUN));
    require(new Containment(Reach.HIDDEN, true, true, true, Counting.RUN));
    assertEquals("contained by: Landlock and seccomp\ncontained by: bubblewrap\n", err.toString());
  }
}
