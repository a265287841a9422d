/**
 * The command line: reads options and files, wires the classes below it, prints. It holds no
 * algorithm, is the only package that writes to the standard streams, and nothing imports it.
 *
 * <p>A command is one class with one {@code @Command} in the subpackage of its kind; to add one,
 * name it in the subcommands of {@link org.srl4j.eval.cli.Main}. What several of them share is in
 * {@code part}. Exit codes: 0 done, 1 failed, 2 wrong usage or bad input, 130 stopped by Ctrl-C.
 */
package org.srl4j.eval.cli;
