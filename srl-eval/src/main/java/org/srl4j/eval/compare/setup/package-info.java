/** The tasks that a comparison can be made on, and the presets that ship. */
package org.srl4j.eval.compare.setup;
