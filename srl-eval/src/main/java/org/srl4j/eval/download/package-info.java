/**
 * Files over HTTP: {@link org.srl4j.eval.download.Download} goes on where an earlier try ended,
 * checks the checksum and puts the whole file in place in one move. It fetches only what it is told
 * to.
 */
package org.srl4j.eval.download;
