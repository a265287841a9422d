/**
 * Low-rank adapters: their settings, what they add to a graph, and PEFT's folders.
 *
 * <p>Main flow: {@link org.srl4j.models.lora.LoraConfig} makes a {@link
 * org.srl4j.models.lora.LowRankAdapter}; a graph scope that adapts with it adds A and B to every
 * linear layer it targets. {@link org.srl4j.models.lora.AdapterFolder} reads and writes what was
 * trained. To adapt in another way, implement {@link org.srl4j.core.graph.LinearAdapter}.
 */
package org.srl4j.models.lora;
