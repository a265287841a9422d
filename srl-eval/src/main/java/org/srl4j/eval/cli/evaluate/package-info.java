/** Commands that let a policy solve benchmarks, grade responses and compare reports. */
package org.srl4j.eval.cli.evaluate;
