package org.srl4j.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.Learner;
import org.srl4j.core.objective.NotFiniteException;
import org.srl4j.core.objective.UpdateStats;

/**
 * One parameter and a momentum. An update's gradient is the sum of advantage times last token id,
 * so it depends on what the batch holds; sums are of doubles in the batch's order.
 */
public final class FakeLearner implements Learner {
  private float parameter;
  private double momentum;
  private final List<List<Experience>> batches = new ArrayList<>();
  private final List<Double> learningRates = new ArrayList<>();

  private int brokenUpdate = -1;

  /** Finds a loss that is no number in the second sequence of this update, counted from 1. */
  public FakeLearner breakAt(int update) {
    brokenUpdate = update;
    return this;
  }

  /** The batches of all updates. */
  public List<List<Experience>> batches() {
    return batches;
  }

  /** The learning rates of all updates. */
  public List<Double> learningRates() {
    return learningRates;
  }

  /** The only parameter. */
  public float parameter() {
    return parameter;
  }

  @Override
  public UpdateStats update(List<Experience> batch, double learningRate) {
    if (batches.size() + 1 == brokenUpdate) {
      throw new NotFiniteException("loss is NaN", List.of(1));
    }
    batches.add(batch);
    learningRates.add(learningRate);
    double gradient = 0;
    for (Experience e : batch) {
      gradient += e.advantage() * e.tokenIds()[e.length() - 1] / 100.0;
    }
    momentum = 0.5 * momentum + gradient;
    parameter += (float) (learningRate * momentum);
    Map<String, Double> stats = new LinkedHashMap<>();
    stats.put("loss", -gradient);
    stats.put("grad_norm", Math.abs(gradient));
    return new UpdateStats(stats);
  }

  @Override
  public float[] parameters() {
    return new float[] {parameter};
  }

  @Override
  public void setParameters(float[] parameters) {
    parameter = parameters[0];
  }

  @Override
  public void save(Path folder) throws IOException {
    Files.writeString(folder.resolve("fake.txt"), parameter + " " + momentum);
  }

  @Override
  public void load(Path folder) throws IOException {
    String[] saved = Files.readString(folder.resolve("fake.txt")).split(" ");
    parameter = Float.parseFloat(saved[0]);
    momentum = Double.parseDouble(saved[1]);
  }

  @Override
  public void close() {}
}
