/**
 * What a training leaves on disk: the run's folder with its config and facts, one row of metrics an
 * update, the completions with their rewards and advantages; and what is said of it: {@link
 * org.srl4j.core.train.run.FirstCollection} sums up the first collection, {@link
 * org.srl4j.core.train.run.FlatRun} says why a run learns nothing, {@link
 * org.srl4j.core.train.run.Diagnosis} reads the metrics for signs of trouble.
 *
 * <p>All are listeners of the {@link org.srl4j.core.train.Trainer}. Two runs with the same seed
 * write the same bytes, but for fields named {@code *_time} and {@code *_seconds}. To extend: write
 * another listener.
 */
package org.srl4j.core.train.run;
