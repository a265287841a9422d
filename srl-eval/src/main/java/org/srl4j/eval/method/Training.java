package org.srl4j.eval.method;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Task;
import org.srl4j.models.policy.LearnerConfig;

/**
 * How a method learns. The loop is the same for all ({@link org.srl4j.core.train.Trainer}); this
 * says what goes into it. Implementations are immutable.
 */
public sealed interface Training permits Imitation, Reinforcement {

  /** Peaks of the learning rate to try on validation, each above 0. */
  List<Double> learningRate();

  /**
   * Where experience comes from.
   *
   * @param lesson the problems and the seed
   * @param tokenizer of the policy that is trained
   * @param notes told what of the lesson is left out and why, a line each
   * @throws IllegalArgumentException if the task has nothing to learn from in this way
   */
  ExperienceSource source(Lesson lesson, Tokenizer tokenizer, Consumer<String> notes);

  /**
   * What is learned from, for people to look at.
   *
   * @param lesson the problems and the seed
   * @return in the order of the task, before any is drawn
   */
  List<Example> examples(Lesson lesson);

  /**
   * How a collection becomes updates.
   *
   * @param task decides the longest completion
   * @param limits memory options
   */
  LearnerConfig learner(Task task, Limits limits);

  /**
   * How long, how often, and when training stops.
   *
   * @param lesson the problems and the seed
   * @param learningRate the peak, above 0
   * @param limits budget and checkpoints
   */
  TrainerConfig trainer(Lesson lesson, double learningRate, Limits limits);

  /** The ways of answering in which held-out accuracy is measured; the best counts. */
  List<Decoding> validated(Task task);

  /** Rollouts of a training at most; empty where it is given by epochs over the data. */
  OptionalLong rollouts();

  /** Prompts of a collection, or texts of an update; at least 1. */
  int batch();

  /**
   * The same in other batches, to measure what it costs.
   *
   * @param size of a batch, at least 1
   * @param contrast whether rewards are made up, so that no group is left out: for a method whose
   *     start is not there yet
   */
  Training rehearsal(int size, boolean contrast);

  /** What a task lacks that is learned from, to go on after the method's name; empty if nothing. */
  Optional<String> lacking(Task task);

  /** The expert's text that is imitated, whose likelihood breaks ties; empty for rollouts. */
  Optional<ExpertText> imitated();
}
