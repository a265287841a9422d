/**
 * What training starts from: base policies, read where one of the same recipe is ready or else
 * pre-trained and kept; models, adapters and runs by their folder; adapters put on them.
 */
package org.srl4j.eval.compare.start;
