/**
 * The program in the child JVM: {@link org.srl4j.eval.swe.run.child.ChildMain} compiles candidates
 * in memory, runs their tests and writes results. It uses nothing but the JDK, as its few classes
 * are all that the child can see of us.
 */
package org.srl4j.eval.swe.run.child;
