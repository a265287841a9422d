/**
 * The only training loop. A method is a value: what its {@link
 * org.srl4j.core.train.ExperienceSource} serves and what the learner minimises.
 *
 * <p>Flow: {@link org.srl4j.core.train.Trainer} asks the source for a collection, hands minibatches
 * of it to the {@link org.srl4j.core.objective.Learner}, validates by held-out accuracy, tells its
 * listeners, saves a checkpoint. SFT is demonstrations with a masked likelihood; RLVR is an answer
 * reward, SRL a similarity reward on step contexts, both with group advantages and the clipped
 * policy gradient; SRL→RLVR is RLVR that starts from SRL's checkpoint.
 *
 * <p>To extend: write an {@code ExperienceSource} or a {@code TrainingListener}. The sources of the
 * four methods are in {@code train.source}, files of a run in {@code train.run}.
 */
package org.srl4j.core.train;
