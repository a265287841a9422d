/**
 * How fast the toolkit is, beside others on the same work: each engine runs in a process of its own
 * and takes its turn, A B A B, so that what else the machine does hits all alike.
 *
 * <p>{@code Bench} starts the engines of a {@link org.srl4j.eval.bench.BenchCase} and lets {@code
 * Alternation} take the times; {@code EngineWorker} is the other end of the line in an engine's
 * process. A peer that is not there is noted, never an error; an engine that computes something
 * else than ours is one. To add a peer, give it a command that speaks the worker's protocol.
 */
package org.srl4j.eval.bench;
