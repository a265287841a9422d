package org.srl4j.eval.method;

/**
 * What all methods of a comparison have in common.
 *
 * @param computeBudget of a training in weighted tokens (prompt + generated + 3 trained); methods
 *     that imitate end by epochs instead
 * @param checkpointEvery updates between checkpoints; 0 = only at the end
 * @param microBatchTokens most tokens of a packed row: memory, not the result, depends on it
 * @param gradientCheckpointing whether decoder blocks are computed again in the reverse pass
 */
public record Limits(
    long computeBudget, int checkpointEvery, int microBatchTokens, boolean gradientCheckpointing) {}
