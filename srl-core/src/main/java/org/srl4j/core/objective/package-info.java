/**
 * What an update minimises: {@link org.srl4j.core.objective.Objective}s as SameDiff ops over token
 * log-probabilities, how their tokens are weighed ({@link
 * org.srl4j.core.objective.LossAggregation}), the figures they report, and AdamW.
 */
package org.srl4j.core.objective;
