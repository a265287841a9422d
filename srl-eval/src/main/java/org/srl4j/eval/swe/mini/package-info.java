/**
 * SWE-mini: small Java repositories with one injected bug each, in SWE-bench's own form.
 *
 * <p>{@link org.srl4j.eval.swe.mini.Family} holds templates of repositories and {@link
 * org.srl4j.eval.swe.mini.Project} is one of them with names and numbers drawn; {@link
 * org.srl4j.eval.swe.mini.Mutations} finds what could be broken in it, and {@link
 * org.srl4j.eval.swe.mini.MiniGenerator} keeps the bugs that tests notice, by running them. {@link
 * org.srl4j.eval.swe.mini.ExpertAttempt} repairs a bug as an agent would, {@link
 * org.srl4j.eval.swe.mini.MiniWriter} writes files and Git repositories.
 *
 * <p>To add a family, add a text beside the others in the resources and its name to {@link
 * org.srl4j.eval.swe.mini.Family#all}; to add a kind of bug, add it to {@link
 * org.srl4j.eval.swe.mini.MutationKind} and to {@code Mutations}.
 */
package org.srl4j.eval.swe.mini;
