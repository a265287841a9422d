/** Commands about the machine: speed, what is installed, notebooks. */
package org.srl4j.eval.cli.machine;
