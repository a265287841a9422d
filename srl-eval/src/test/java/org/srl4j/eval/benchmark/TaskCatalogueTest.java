package org.srl4j.eval.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskCatalogueTest {
  @TempDir private Path folder;

  private TaskDefinition own(String yaml) throws IOException {
    return TaskCatalogue.find("" + Files.writeString(folder.resolve("my_quiz.yaml"), yaml));
  }

  @Test
  void everyShippedTaskSaysWhatItExpectsAndWhoOwnsIt() {
    for (TaskDefinition task : TaskCatalogue.shipped()) {
      assertTrue(task.data().rows() > 0, task.name());
      assertEquals(64, task.data().sha256().length(), task.name());
      assertFalse(task.data().licence().isBlank(), task.name());
      assertFalse(task.data().page().isBlank(), task.name());
      assertEquals(task.version(), task.changes().get(task.changes().size() - 1).version());
    }
    List<String> names = TaskCatalogue.shipped().stream().map(TaskDefinition::name).toList();
    assertTrue(
        names.containsAll(
            List.of("amc23", "amc83", "aime24", "aime25", "minerva_math", "math500", "gsm8k")));
  }

  @Test
  void shippedPromptAndSamplingAreThoseOfTheHarness() throws IOException {
    TaskDefinition task = TaskCatalogue.find("aime24");
    assertEquals(TaskPrompt.defaults(), task.prompt());
    assertEquals(TaskSampling.defaults(), task.sampling());
    assertEquals("What?", task.prompt().parts("What?").user());
    assertEquals(
        "Please reason step by step, and put your final answer within \\boxed{}.\n\n"
            + "Question: What is {system}?\n\nAnswer:",
        task.prompt().parts("What is {system}?").plain());
  }

  @Test
  void ownTaskNeedsNoMoreThanItsFile() throws IOException {
    TaskDefinition task = own("data:\n  file: my_quiz.jsonl\n");
    assertEquals("my_quiz", task.name());
    assertEquals(folder.toAbsolutePath().resolve("my_quiz.jsonl").toString(), task.data().file());
    assertTrue(TaskCatalogue.dataFile(task, folder).isEmpty());
    Files.writeString(folder.resolve("my_quiz.jsonl"), "x");
    assertTrue(TaskCatalogue.dataFile(task, Path.of("elsewhere")).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grade: qwen | :1: grade: unknown key; did you mean grader?",
        "sampling: {max_token: 3} | did you mean sampling.max_new_tokens?",
        "sampling: {max_new_tokens: 0} | sampling.max_new_tokens = 0: must be at least 1",
        "name: a/b | name = a/b: must be 1 to 64 letters",
        "format: '(' | format = (: must be a regular expression",
        "prompt: {user: hello} | prompt.user = hello: must hold {question}",
        "metrics: [{name: accuracy}] | must be one of [greedy_accuracy",
        "gold: number | gold: must be one of text, integer, boxed, hashes",
        "data: {file: a, url: 'http://example.org/a'} | data.url = http://example.org/a: must begin",
        "data: {file: a, url: 'file:///etc/passwd'} | must begin with https://",
        "data: {file: a, sha256: abc} | 64 hexadecimal digits",
        "name: a | data.file: missing",
      })
  void wrongDefinitionIsAnErrorWithItsPlace(String yaml, String said) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> own(yaml + "\n"));
    assertTrue(e.getMessage().contains(said), e.getMessage());
    assertTrue(e.getMessage().contains("my_quiz.yaml"), e.getMessage());
  }

  @Test
  void unknownNameSaysWhatThereIs() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> TaskCatalogue.find("aime2"));
    assertTrue(e.getMessage().contains("amc23, aime24"), e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> TaskCatalogue.find("no/such.yaml"));
    assertTrue(e.getMessage().contains("no such file"), e.getMessage());
  }
}
