/** Commands that train and compare methods, and those that read the folders of their runs. */
package org.srl4j.eval.cli.train;
