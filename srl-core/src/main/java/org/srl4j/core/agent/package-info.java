/**
 * Agents that work through tool calls: {@link org.srl4j.core.agent.ToolCall} and its XML form,
 * {@link org.srl4j.core.agent.AgentTrajectory} with its way to expert steps, and the reward that
 * compares calls.
 *
 * <p>Main flow: a reader makes an {@link org.srl4j.core.agent.AgentTrajectory} of a file; {@link
 * org.srl4j.core.agent.AgentTrajectory#toExpert} makes expert steps of it, each a rendered call
 * with its observation; {@link org.srl4j.core.agent.ToolCallReward} scores what a policy wrote
 * against a step.
 *
 * <p>Another environment is another {@link org.srl4j.core.agent.ToolSet}.
 */
package org.srl4j.core.agent;
