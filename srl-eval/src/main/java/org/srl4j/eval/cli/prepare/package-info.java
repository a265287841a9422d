/** Commands that look at training data: step instances, and rewards of single steps. */
package org.srl4j.eval.cli.prepare;
