/**
 * The pieces of a decoder, each a record of its sizes that adds plain SameDiff ops to a graph and
 * marks where a kernel may stand in. To try another architecture, write a {@link
 * org.srl4j.core.graph.GraphBlock} and put it into a decoder's layers by a {@link
 * org.srl4j.models.block.LayerDesign}.
 */
package org.srl4j.models.block;
