/**
 * From files of solved problems to step instances.
 *
 * <p>A {@link org.srl4j.core.prepare.TrajectoryReader} turns a file into a {@link
 * org.srl4j.core.prepare.TrajectorySet}: expert trajectories and the count of every row that was
 * dropped, by reason. {@link org.srl4j.core.prepare.ProblemSplit} divides it by problem, {@link
 * org.srl4j.core.prepare.StepInstances} makes the N-1 step contexts of a trajectory (SRL §4.2,
 * arXiv:2510.25992v1), {@link org.srl4j.core.prepare.PromptTemplate} renders them, and {@link
 * org.srl4j.core.prepare.Preparation} does all of it with a report of counts and lengths.
 *
 * <p>A file that cannot be understood is a {@link org.srl4j.core.prepare.MalformedDataException}
 * that names file and line. A row that is understood but holds no usable trajectory is dropped and
 * counted. To read another format, implement {@code TrajectoryReader} over {@link
 * org.srl4j.core.prepare.JsonLines}. The schemas are described in {@code docs/data-format.md}.
 */
package org.srl4j.core.prepare;
