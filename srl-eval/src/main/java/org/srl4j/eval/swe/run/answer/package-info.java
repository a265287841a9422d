/**
 * The candidate's process: {@link org.srl4j.eval.swe.run.answer.AnswerMain} loads a candidate's
 * classes and answers calls of their members. It holds no test, no expected value and no verdict,
 * so whatever the candidate does to it changes answers alone.
 */
package org.srl4j.eval.swe.run.answer;
