/** Commands on a model and its tokenizer: making, exporting, sampling, scoring, sizing. */
package org.srl4j.eval.cli.model;
