/**
 * SWE-bench's files, read and written: {@link org.srl4j.eval.swe.SweInstance instances}, {@link
 * org.srl4j.eval.swe.Prediction predictions}, test logs, {@link org.srl4j.eval.swe.InstanceReport}
 * and {@link org.srl4j.eval.swe.RunReport}. The containers in which the official harness runs tests
 * stay the harness's: it reads what is written here and writes what is read here.
 */
package org.srl4j.eval.swe;
