package org.srl4j.eval.swe.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.swe.run.answer.AnswerMain;
import org.srl4j.eval.swe.run.judge.JudgeMain;

class ChildProgramTest {

  @Test
  void theCandidatesProcessGetsNothingOfTheJudgeAndTheFoldersGoAway() throws IOException {
    ChildProgram program = new ChildProgram();
    Path folder = program.folder();
    Path root = folder.getParent();
    String answers = AnswerMain.class.getName().replace('.', '/') + ".class";
    String judges = JudgeMain.class.getName().replace('.', '/') + ".class";
    assertTrue(Files.exists(root.resolve("answer").resolve(answers)));
    assertFalse(Files.exists(root.resolve("answer").resolve(judges)));
    assertTrue(Files.exists(root.resolve("judge").resolve(judges)));
    assertFalse(program.answerReads().contains(root.resolve("judge")));
    Files.writeString(folder.resolve("left"), "by a candidate");
    assertEquals(List.of(), program.remove());
    assertFalse(Files.exists(root));
  }
}
