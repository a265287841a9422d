/** Scripted doubles for tests of the loop. */
package org.srl4j.core.testing;
