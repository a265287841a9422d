/**
 * What an agent works in. A {@link org.srl4j.eval.swe.workspace.Workspace} is a copy of a
 * repository's texts in memory, shown as {@code /testbed}; nothing outside of it can be named.
 * {@link org.srl4j.eval.swe.workspace.FileEditor} is SWE-smith's {@code str_replace_editor}, {@link
 * org.srl4j.eval.swe.workspace.Shell} its {@code bash}: a few commands are served on the texts
 * without a shell, others only if a sandbox is given. {@link
 * org.srl4j.eval.swe.workspace.TestCommand} runs the tests.
 *
 * <p>Another environment is another {@link org.srl4j.eval.swe.workspace.Environment}.
 */
package org.srl4j.eval.swe.workspace;
