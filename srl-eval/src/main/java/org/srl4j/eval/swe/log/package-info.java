/**
 * Logs of test runs: {@link org.srl4j.eval.swe.log.TestLog} cuts out the tests' part and a {@link
 * org.srl4j.eval.swe.log.LogParser} reads it. To add a runner, implement the parser.
 */
package org.srl4j.eval.swe.log;
