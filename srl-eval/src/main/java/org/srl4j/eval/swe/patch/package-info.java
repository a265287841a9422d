/**
 * Unified diffs: {@link org.srl4j.eval.swe.patch.Patch} reads and writes them, {@link
 * org.srl4j.eval.swe.patch.PatchApplier} applies them to texts as Git does, {@link
 * org.srl4j.eval.swe.patch.PatchMaker} makes them of two versions.
 */
package org.srl4j.eval.swe.patch;
