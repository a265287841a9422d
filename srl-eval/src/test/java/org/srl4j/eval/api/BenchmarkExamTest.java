package org.srl4j.eval.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.eval.cli.TinyModel;
import org.srl4j.models.block.CausalSelfAttention;
import org.srl4j.models.block.DecoderBlock;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.policy.PolicyModel;

/** Benchmarks through the notebooks' verbs, with an untrained policy. */
class BenchmarkExamTest {
  private static final Path MATH = Path.of("../../shared/data/math");

  /** The stock layers under another name, sampled without a cache. */
  private record OwnLayers() implements LayerDesign {
    @Override
    public GraphBlock layer(DecoderConfig sizes, int index) {
      return new DecoderBlock(sizes, new CausalSelfAttention(sizes, index));
    }

    @Override
    public boolean cached() {
      return false;
    }
  }

  @TempDir Path folder;
  private Path task;

  @BeforeEach
  void twoQuestions() throws IOException {
    Files.writeString(
        folder.resolve("quiz.jsonl"),
        "{\"question\":\"1+1?\",\"answer\":\"2\"}\n{\"question\":\"2+2?\",\"answer\":\"4\"}\n");
    task = folder.resolve("quiz.yaml");
    Files.writeString(
        task,
        "data: {file: quiz.jsonl, rows: 2}\nprompt: {plain: 'Q {question} A'}\n"
            + "sampling: {max_new_tokens: 6}\n");
  }

  private Exam exam() throws IOException {
    return Tasks.benchmark(task.toString(), folder, folder.resolve("out"));
  }

  private static LoraConfig lora(double alpha) {
    return new LoraConfig(2, alpha, 0, List.of("q_proj"), false);
  }

  private List<Path> runs() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("out"))) {
      return all.sorted().toList();
    }
  }

  @Test
  void figuresAndTheirFilesCome() throws IOException {
    Marks marks = exam().sampled(2).evaluate(TinyModel.policy(1, 200));
    assertEquals(2, marks.result().outcomes().size());
    assertEquals(2, marks.result().averageAtK().k());
    assertEquals(List.of(1, 2), List.copyOf(marks.result().passAtK().keySet()));
    assertTrue(marks.html().contains("avg@2"), marks.html());
    assertFalse(marks.html().contains("execution"), "a benchmark cannot tell");
    for (String file : List.of("samples.jsonl", "report.json", "report.html")) {
      assertTrue(Files.exists(marks.folder().orElseThrow().resolve(file)), file);
    }
  }

  @Test
  void whatWasAskedOnceIsReadAgain() throws IOException {
    Marks first = exam().evaluate(TinyModel.policy(1, 200));
    Path samples = first.folder().orElseThrow().resolve("samples.jsonl");
    Files.writeString(
        samples, Files.readString(samples).replaceAll("\"response\":\"[^\"]*", "$0 boxed"));
    byte[] edited = Files.readAllBytes(samples);
    exam().evaluate(TinyModel.policy(1, 200));
    assertEquals(new String(edited), Files.readString(samples));
    assertEquals(1, runs().size());
  }

  @Test
  void anotherPolicyOrNumberOfProblemsIsAnotherRun() throws IOException {
    exam().evaluate(TinyModel.policy(1, 200));
    exam().evaluate(TinyModel.policy(2, 200));
    exam().first(1).evaluate(TinyModel.policy(1, 200));
    assertEquals(3, runs().size());
  }

  @Test
  void equalWeightsInOtherLayersAreNotTakenForTheSamePolicy() throws IOException {
    PolicyModel stock = TinyModel.policy(1, 200);
    PolicyModel own = stock.withLayers(new OwnLayers(), 1, 1);
    assertEquals(stock.checksum(), own.checksum());
    exam().evaluate(stock);
    exam().evaluate(own);
    exam().evaluate(own);
    assertEquals(3, runs().size());
  }

  @Test
  void adaptersOfOtherScaleAreOtherPolicies() throws IOException {
    PolicyModel stock = TinyModel.policy(1, 200);
    exam().evaluate(stock.withAdapter(lora(8), 1, 1));
    exam().evaluate(stock.withAdapter(lora(16), 1, 1));
    assertEquals(2, runs().size());
  }

  @Test
  void anInterruptedExamKeepsItsAnswersAndGoesOn() throws IOException {
    Thread.currentThread().interrupt();
    Exam exam = exam();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> exam.evaluate(TinyModel.policy(1, 200)));
    assertTrue(Thread.interrupted());
    assertTrue(e.getMessage().contains("evaluate again to go on"), e.getMessage());
    assertEquals(2, exam.evaluate(TinyModel.policy(1, 200)).result().outcomes().size());
  }

  @Test
  void namesOfBenchmarksFindTheirData() throws IOException {
    assumeTrue(Files.isDirectory(MATH), "needs ../shared/data/math");
    Exam aime = Tasks.benchmark("aime24", MATH, folder.resolve("out"));
    Marks marks = aime.first(2).evaluate(TinyModel.policy(1, 16)); // no room for any question
    assertEquals("aime24", marks.task());
    assertEquals(1.0, marks.result().truncatedShare());
    assertEquals(0, marks.greedyAccuracy());
  }

  @Test
  void missingDataIsSaidWithTheWayToGetIt() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Tasks.benchmark("aime24", folder, folder));
    assertTrue(e.getMessage().contains("srl data aime24"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Tasks.load("aime1924"));
  }
}
