/**
 * From the rewards of a rollout group to the sign and size of its gradient.
 *
 * <p>Flow: a {@link org.srl4j.core.advantage.GroupFilter} (SRL §4.2, dynamic sampling) keeps the
 * groups whose rewards differ enough to teach anything, then an {@link
 * org.srl4j.core.advantage.AdvantageEstimator} turns the rewards of the kept groups into one
 * advantage a rollout. Both see plain numbers, one array a group, so statistics of two prompts
 * cannot mix.
 *
 * <p>To extend: implement {@code AdvantageEstimator} and subclass {@code AdvantageContract} in the
 * tests; nothing needs to be registered.
 */
package org.srl4j.core.advantage;
