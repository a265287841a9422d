/** What several commands share: options, progress on the terminal, stopping by Ctrl-C. */
package org.srl4j.eval.cli.part;
