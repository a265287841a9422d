/**
 * The embedded benchmark WORDS: word problems in English whose parts a small policy can compute and
 * whose plan is a hidden convention, in the form of the paper's data: a chat, titled steps of
 * several lines, LaTeX, answers in a box.
 *
 * <p>Flow: {@link org.srl4j.eval.task.words.WordsProblem} is drawn by {@link
 * org.srl4j.eval.task.words.WordsProblems}, which counts all plans that give the right answer;
 * {@link org.srl4j.eval.task.words.WordsExpert} solves it in the order of a {@link
 * org.srl4j.eval.task.words.WordsConvention} and {@link org.srl4j.eval.task.words.WordsRows} writes
 * rows of s1K-1.1. {@link org.srl4j.eval.task.words.WordsConversations} are what a base policy is
 * fine-tuned on: the same problems in random orders. To extend it, add a {@link
 * org.srl4j.eval.task.words.Change} or an {@link org.srl4j.eval.task.words.AnswerForm}.
 */
package org.srl4j.eval.task.words;
