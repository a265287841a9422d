/**
 * Fused operations on heap arrays, each with a plain SameDiff composition as its oracle. A {@link
 * org.srl4j.core.graph.kernel.KernelFactory} says which calls it can serve and binds them to their
 * data; a plan falls back to ND4J for everything else. To add one, write the factory and name it in
 * {@code VectorKernels}; to differentiate it, add its rule to {@code GradientRules}.
 */
package org.srl4j.core.graph.kernel;
