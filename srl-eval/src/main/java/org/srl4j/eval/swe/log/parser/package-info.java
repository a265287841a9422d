/**
 * A {@link org.srl4j.eval.swe.log.LogParser} for each runner, with the rules of SWE-bench's harness
 * 5.0.2. {@link org.srl4j.eval.swe.log.parser.Parsers} finds one by the name that a row gives or by
 * repository. To add a runner whose results are lines, add a {@link
 * org.srl4j.eval.swe.log.parser.LineLog} to that table; else implement the parser.
 */
package org.srl4j.eval.swe.log.parser;
