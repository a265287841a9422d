/**
 * A SameDiff decoder as policy and learner. {@link org.srl4j.models.policy.PolicyModel} holds what
 * both share; {@link org.srl4j.models.policy.SameDiffPolicy} samples and scores; {@link
 * org.srl4j.models.policy.SameDiffLearner} updates. Both compile the decoder for the shapes that
 * occur and keep the plans.
 */
package org.srl4j.models.policy;
