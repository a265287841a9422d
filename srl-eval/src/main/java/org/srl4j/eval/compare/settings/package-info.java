/**
 * What a comparison can be told: arms, budgets, GRPO, rewards, base, evaluation; records with
 * defaults.
 */
package org.srl4j.eval.compare.settings;
