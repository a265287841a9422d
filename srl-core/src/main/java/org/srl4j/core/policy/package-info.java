/**
 * The policy as the method sees it: text in, completions and log-probabilities out. Nothing here
 * knows a tensor library; {@code org.srl4j.models.policy} has the SameDiff implementation.
 */
package org.srl4j.core.policy;
