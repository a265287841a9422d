/** Commands on SWE-bench instances: prompts, predictions, grading, tests. */
package org.srl4j.eval.cli.swe;
