/**
 * The fused operations of {@link org.srl4j.core.graph.kernel} in Java's Vector API: products in
 * tiles, attention over pages of keys and values, norms, the rotary embedding, softmax. Sums have
 * an order that depends on the vector's width alone, not on the batch or the number of threads.
 */
package org.srl4j.core.graph.kernel.vector;
