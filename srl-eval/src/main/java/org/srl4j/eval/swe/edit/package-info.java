/**
 * Edits in an answer: {@link org.srl4j.eval.swe.edit.EditDialect} reads them and applies them to
 * the files that a policy was shown; a patch of the result is made by {@link
 * org.srl4j.eval.swe.patch.PatchMaker}.
 */
package org.srl4j.eval.swe.edit;
