/**
 * What a machine can run. {@link org.srl4j.eval.doctor.SystemReport} asks the JVM, ND4J and the
 * graphics driver, none of which need be there in full; {@link org.srl4j.eval.doctor.CudaBinaries}
 * knows which devices ND4J's CUDA binaries were built for. To report another fact, add a section or
 * a line in {@code SystemReport}.
 */
package org.srl4j.eval.doctor;
