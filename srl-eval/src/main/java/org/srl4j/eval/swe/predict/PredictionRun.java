package org.srl4j.eval.swe.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.CheckoutException;
import org.srl4j.eval.swe.checkout.Repositories;

/**
 * Makes the predictions that a run still lacks, one instance after the other. An instance that
 * cannot be tried is noted, and the run goes on.
 *
 * @param instances of the run, in order
 * @param repositories where their files are
 * @param predictor makes the patches
 * @param model {@code model_name_or_path} of the predictions
 */
public record PredictionRun(
    List<SweInstance> instances, Repositories repositories, Predictor predictor, String model) {

  /** Copies the list. */
  public PredictionRun {
    instances = List.copyOf(instances);
    Objects.requireNonNull(model, "model");
  }

  /** Told after every instance. */
  public interface Listener {
    /** A patch, perhaps an empty one, was kept. */
    void kept(SweInstance instance, Attempt attempt);

    /** An instance could not be tried. */
    void failed(SweInstance instance, String problem);
  }

  /**
   * Goes through all instances that are not done.
   *
   * @param files where predictions are and go
   * @param stop asked before every instance; true ends early, what is kept stays
   * @param listener told of progress
   * @return whether all instances were looked at
   * @throws IOException if results cannot be written
   */
  public boolean run(PredictionFiles files, BooleanSupplier stop, Listener listener)
      throws IOException {
    Collection<String> done = files.done();
    for (SweInstance instance : instances) {
      if (done.contains(instance.id())) {
        continue;
      }
      if (stop.getAsBoolean()) {
        return false;
      }
      long start = System.nanoTime();
      Attempt attempt;
      try {
        attempt = predictor.predict(instance, repositories.at(instance));
      } catch (CheckoutException
          | IOException
          | UncheckedIOException
          | IllegalArgumentException e) {
        String problem = String.valueOf(e.getMessage());
        files.fail(instance.id(), problem);
        listener.failed(instance, problem);
        continue;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Prediction prediction = new Prediction(instance.id(), model, attempt.patch());
      files.keep(prediction, attempt, seconds);
      listener.kept(instance, attempt);
    }
    return true;
  }
}
