package org.srl4j.eval.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.order.OrderTask;
import org.srl4j.eval.task.order.OrderVocabulary;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.WordTokenizer;

/** Trainings of an untrained policy of one layer, a few updates each. */
class ExperimentIT {
  /** Whether the completion has an even length: contrast from the start. */
  private static final Reward EVEN =
      (completion, reference) -> Score.of(completion.length() % 2 == 0 ? 1 : 0, "scored");

  private static final Task TASK = new OrderTask(0, 0, new SplitSizes(6, 2, 3));

  @TempDir Path folder;

  private static PolicyModel start() {
    WordTokenizer tokenizer = new WordTokenizer(OrderVocabulary.tokens());
    DecoderConfig config =
        new DecoderConfig(
            tokenizer.vocabularySize(), 16, 24, 1, 2, 2, 8, 100, 1e-5, false, false, 320);
    return PolicyModel.initialised(config, tokenizer, 3, 1);
  }

  private static Experiment srl(int collections) {
    return Experiments.srl(start())
        .on(TASK)
        .reward(EVEN)
        .with(
            "methods.srl.schedule.max_collections=" + collections,
            "methods.srl.batch=2",
            "methods.srl.group_size=4")
        .with("methods.srl.schedule.validate_every=2", "evaluation.validation_samples=0");
  }

  @Test
  void runningTwiceGivesTheSamePolicyAndAReportOfIt() throws Exception {
    ExperimentRun first = srl(2).run(folder.resolve("a"));
    ExperimentRun second = srl(2).run(folder.resolve("b"));
    assertArrayEquals(first.policy().parameterValues(), second.policy().parameterValues());
    assertEquals(first.metrics(), second.metrics());
    assertEquals(4, first.updates(), "2 collections of 2 minibatches");
    assertFalse(first.interrupted());
    assertTrue(Files.exists(first.folder().resolve("metrics.jsonl")));
    assertTrue(first.html().contains("<table>") && first.html().contains("data:image/png;base64,"));
    Marks marks = Exam.of(TASK).first(2).sampled(2).evaluate(first.policy());
    assertEquals(marks, Exam.of(TASK).first(2).sampled(2).evaluate(first.policy()));
    assertTrue(marks.html().contains("avg@2"), marks.html());
    assertEquals(2, Experiments.curves(first, second).runs().size());
  }

  @Test
  void theOwnRewardDecides() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Reward counting =
        (completion, reference) -> {
          asked.incrementAndGet();
          return EVEN.score(completion, reference);
        };
    ExperimentRun run = srl(1).reward(counting).run(folder.resolve("run"));
    assertEquals(run.rollouts(), asked.get());
    assertThrows(IllegalArgumentException.class, () -> Experiments.sft(start()).reward(EVEN));
  }

  @Test
  void anInterruptKeepsWhatWasDoneAndThePolicyUsable() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Reward signalling =
        (completion, reference) -> {
          begun.countDown();
          return EVEN.score(completion, reference);
        };
    Experiment endless = srl(1_000_000).reward(signalling);
    AtomicReference<ExperimentRun> returned = new AtomicReference<>();
    Thread cell =
        new Thread(
            () -> {
              try {
                returned.set(endless.run(folder.resolve("run")));
              } catch (java.io.IOException e) {
                throw new AssertionError(e);
              }
            });
    cell.start();
    begun.await();
    cell.interrupt();
    ExperimentRun kept = Experiments.latest().orElseThrow();
    cell.join();
    assertEquals(kept, returned.get());
    assertTrue(kept.interrupted());
    assertTrue(kept.updates() >= 2, "the collection that was begun is finished");
    assertEquals(0, Exam.of(TASK).first(1).evaluate(kept.policy()).greedyAccuracy());
    assertEquals(4, srl(2).run(folder.resolve("next")).updates());
  }

  @Test
  void anAdapterIsTrainedOnTheFrozenBase() throws Exception {
    Path base = Files.createDirectory(folder.resolve("base"));
    start().save(base);
    PolicyModel loaded = Policies.load(base);
    ExperimentRun run =
        Experiments.srl(loaded)
            .on(TASK)
            .reward(EVEN)
            .with(
                "methods.srl.schedule.max_collections=1",
                "methods.srl.batch=2",
                "methods.srl.group_size=4")
            .with("lora.rank=2", "evaluation.validation_samples=0")
            .run(folder.resolve("run"));
    assertEquals(2, run.policy().lora().orElseThrow().rank());
    assertArrayEquals(loaded.parameterValues(), Policies.load(base).parameterValues());
  }

  @Test
  void aFaultOfTheRewardReachesTheCell() {
    Reward faulty =
        (completion, reference) -> {
          throw new IllegalStateException("my reward is broken");
        };
    Experiment broken = srl(1).reward(faulty);
    assertEquals(
        "my reward is broken",
        assertThrows(IllegalStateException.class, () -> broken.run(folder.resolve("r")))
            .getMessage());
  }

  @Test
  void unknownNamesSayWhatThereIs() {
    assertThrows(IllegalArgumentException.class, () -> Tasks.load("no-such-task"));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Policies.load(folder.resolve("nothing").toString()))
            .getMessage();
    assertTrue(message.contains("model.safetensors"), message);
  }
}
