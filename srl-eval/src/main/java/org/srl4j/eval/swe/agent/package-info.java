/**
 * The agent loop: {@link org.srl4j.eval.swe.agent.AgentLoop} asks a policy for one tool call after
 * the other and lets an {@link org.srl4j.eval.swe.workspace.Environment} answer each, until the
 * policy submits or a budget ends. {@link org.srl4j.eval.swe.agent.TrajectoryFile} writes all turns
 * in SWE-agent's form, which {@code srl prepare --format swe-agent} reads.
 *
 * <p>What the policy is shown is what it was trained on: {@link
 * org.srl4j.core.prepare.PromptTemplate#softwareEngineering}, the issue and the last two rounds.
 */
package org.srl4j.eval.swe.agent;
