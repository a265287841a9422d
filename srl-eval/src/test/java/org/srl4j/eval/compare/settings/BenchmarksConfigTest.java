package org.srl4j.eval.compare.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.compare.graph.Node;
import org.srl4j.eval.compare.graph.RunGraph;
import org.srl4j.eval.compare.setup.Recipe;

class BenchmarksConfigTest {

  private static BenchmarksConfig config(List<String> ask, List<String> greedyOnly) {
    return new BenchmarksConfig(ask, "data", "", 4, 1, greedyOnly, 0, 0);
  }

  @Test
  void aFileIsNamedByItself() {
    assertEquals("aime24", BenchmarksConfig.name("aime24"));
    assertEquals("my_quiz", BenchmarksConfig.name("some/where/my_quiz.yaml"));
    assertEquals("q", BenchmarksConfig.name("q.yml"));
  }

  @Test
  void thoseAskedGreedilyAloneHaveNoSamples() {
    BenchmarksConfig asked = config(List.of("aime24", "minerva_math"), List.of("minerva_math"));
    assertEquals(4, asked.samplesOf("aime24"));
    assertEquals(0, asked.samplesOf("minerva_math"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "benchmarks.sampels=2 | did you mean benchmarks.samples?",
        "benchmark.samples=2 | did you mean benchmarks?",
        "benchmarks.ask=[aime42] | the nearest is aime24",
        "benchmarks.ask=[amc23,amc23] | each name must stand once",
        "benchmarks.ask=[s1k] | there is no benchmark s1k",
        "benchmarks.greedy_only=[minerva] | no benchmark minerva; those asked are",
        "benchmarks.grader=qwem | benchmarks.grader = qwem: must be one of",
        "benchmarks.temperature=0 | benchmarks.temperature = 0: must be above 0",
        "benchmarks.problems=-1 | benchmarks.samples, max_new_tokens, problems: must be at least 0",
      })
  void wrongSettingsAreNamed(String override, String said) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Recipe.of("paper-math").config(Optional.empty(), List.of(override)))
            .getMessage();
    assertTrue(message.contains(said), message);
  }

  @Test
  void everyMethodOfEverySeedIsAskedAfterWhatItNeeds() throws Exception {
    ComparisonConfig config =
        Recipe.of("paper-math")
            .config(Optional.empty(), List.of("compare=[srl]", "runs.seeds=[3,4]"));
    List<Node> nodes = RunGraph.of(config).nodes();
    List<Node> asked = nodes.stream().filter(node -> node.kind() == Node.Kind.BENCHMARK).toList();
    assertEquals(2 * 2 * 4, asked.size());
    assertEquals(asked, nodes.subList(nodes.size() - asked.size(), nodes.size()), "last");
    assertEquals("seed-3/base/benchmark-amc23", asked.get(0).name());
    assertEquals("amc23", asked.get(0).benchmark());
    assertEquals(List.of(), asked.get(0).needs());
    Node last = asked.get(asked.size() - 1);
    assertEquals("seed-4/srl/benchmark-minerva_math", last.name());
    assertEquals(List.of("seed-4/srl/lr-chosen"), last.needs());
  }
}
