/**
 * Programs that nobody trusts, contained: {@link org.srl4j.eval.sandbox.Sandbox} runs a child
 * process within {@link org.srl4j.eval.sandbox.Limits}, as strongly as {@link
 * org.srl4j.eval.sandbox.Containment} finds possible on the system.
 */
package org.srl4j.eval.sandbox;
