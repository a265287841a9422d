/**
 * Files that survive what happens to a process and to a machine: folders sealed with checksums,
 * faults of the disk said in words.
 *
 * <p>Flow: {@link org.srl4j.core.train.files.SealedFolder#write} fills a folder under another name,
 * forces it to disk, seals and renames it; {@link org.srl4j.core.train.files.SealedFolder#fault}
 * looks whether it still is what was written. Decided in {@code docs/adr/0010-state-and-resume.md}.
 */
package org.srl4j.core.train.files;
