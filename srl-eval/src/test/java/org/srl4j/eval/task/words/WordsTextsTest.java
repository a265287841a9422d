package org.srl4j.eval.task.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Step;
import org.srl4j.core.prepare.Outline;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.core.prepare.S1kReader;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.rows.DataRows;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;
import org.srl4j.models.tokenizer.bytepair.BytePairTokenizer;

class WordsTextsTest {
  @TempDir private Path folder;

  private final WordsProblems problems = new WordsProblems(3, new SplitSizes(4, 2, 3));
  private final WordsSkill skill = new WordsSkill();

  @Test
  void rowsAreReadAsS1k() throws Exception {
    List<ExpertTrajectory> written = problems.trajectories(Split.TRAIN);
    Path file = Files.write(folder.resolve("rows.jsonl"), WordsRows.of(written));
    List<ExpertTrajectory> read =
        new S1kReader(Outline.TITLED).read(file, DataRows::read).trajectories();
    for (int i = 0; i < written.size(); i++) {
      assertEquals(written.get(i).steps(), read.get(i).steps());
      assertEquals(written.get(i).problem().prompt(), read.get(i).problem().prompt());
      assertEquals(written.get(i).problem().answer(), read.get(i).problem().answer());
      assertEquals(written.get(i).reasoning(), read.get(i).reasoning());
    }
    assertEquals(written.size(), read.size());
  }

  @Test
  void digitsAreTokensOfTheirOwnAndTextsComeBack() {
    BytePairTokenizer tokenizer = WordsTexts.tokenizer();
    assertEquals(tokenizer.encode("4718").length, 4);
    WordsConversations conversations = new WordsConversations(9, PromptTemplate.defaults());
    PromptForm form = PromptForm.chat(WordsTexts.template());
    int longest = 0;
    for (int i = 0; i < 200; i++) {
      Demonstration document = conversations.documents(form).document(i);
      assertEquals(document, conversations.documents(form).document(i));
      int[] ids = tokenizer.encode(document.text());
      longest = Math.max(longest, ids.length);
      assertEquals(
          document.text().replace("<|im_end|>", ""), tokenizer.decode(ids), "special tokens only");
    }
    assertTrue(longest < 640, "" + longest);
    assertThrows(IllegalArgumentException.class, () -> conversations.conversation(-1));
  }

  @Test
  void neighboursShareTheirPromptAndTakeOrdersOfTheirOwn() {
    WordsConversations conversations = new WordsConversations(9, PromptTemplate.defaults());
    int exercises = 0;
    int different = 0;
    for (long group = 0; group < 50; group++) {
      WordsConversations.Texts first = conversations.conversation(4 * group);
      if (!first.said().endsWith("Booked.")) {
        continue;
      }
      exercises++;
      for (int i = 1; i < 4; i++) {
        WordsConversations.Texts other = conversations.conversation(4 * group + i);
        assertEquals(first.asked(), other.asked());
        different += first.said().equals(other.said()) ? 0 : 1;
      }
    }
    assertTrue(exercises > 20, "a stream begins with exercises, got " + exercises);
    assertEquals(3 * exercises, different);
  }

  @Test
  void theExpertExecutesAndChoosesAll() {
    for (ExpertTrajectory expert : problems.trajectories(Split.TEST)) {
      List<String> turns = expert.steps().stream().map(Step::text).toList();
      Diagnostics all = new Diagnostics(1, 4, 0, 4, 4, 1);
      assertEquals(all, skill.diagnose(expert.problem(), expert.steps(), turns));
      List<String> once = List.of(expert.written().orElseThrow());
      assertEquals(all, skill.diagnose(expert.problem(), expert.steps(), once));
    }
  }

  @Test
  void eachFaultCountsOnce() {
    ExpertTrajectory expert = problems.trajectories(Split.TEST).get(0);
    List<String> turns = new ArrayList<>(expert.steps().stream().map(Step::text).toList());
    String second = turns.get(1);
    String[] names = second.replaceAll("[^a-z ]", "").split(" ");
    turns.set(1, "Nothing can be said.");
    Diagnostics garbled = skill.diagnose(expert.problem(), expert.steps(), turns);
    assertEquals(new Diagnostics(1, 4, 1, 2, 3, 0), garbled, names[0]);
    turns.set(1, turns.get(0).replace("d_1", "d_2").replace("reading 1", "reading 2"));
    Diagnostics repeated = skill.diagnose(expert.problem(), expert.steps(), turns);
    assertEquals(4, repeated.steps());
    assertEquals(0, repeated.unparsable());
    assertEquals(3, repeated.chosen());
    assertTrue(repeated.executed() < 4, "an event taken twice is not executed");
  }

  @Test
  void thoughtsSpellTheExpertsSumsOut() {
    ExpertTrajectory expert = problems.trajectories(Split.TEST).get(0);
    String thought = skill.spelledOut(expert).orElseThrow();
    assertEquals(4, thought.lines().count(), thought); // two sums a line
    List<Integer> readings = problems.expert().readings(problems.of(Split.TEST).get(0));
    assertEquals(
        readings, thought.lines().map(l -> l.charAt(l.length() - 1) - '0').toList(), thought);
  }
}
