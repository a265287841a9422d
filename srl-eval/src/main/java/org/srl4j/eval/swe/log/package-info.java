/**
 * Logs of test runs: {@link org.srl4j.eval.swe.log.HarnessLog} cuts out the tests' part, a {@link
 * org.srl4j.eval.swe.log.LogParser} reads it, {@link org.srl4j.eval.swe.log.TestLog} is what comes
 * out: results, or a {@link org.srl4j.eval.swe.log.TestFault}. The parsers and their names are in
 * {@code parser}.
 */
package org.srl4j.eval.swe.log;
