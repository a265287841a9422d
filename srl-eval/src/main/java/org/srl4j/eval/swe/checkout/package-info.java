/**
 * The files that an instance starts from: {@link org.srl4j.eval.swe.checkout.Repositories} finds
 * the repository and reads its base commit, {@link org.srl4j.eval.swe.checkout.SourceTree} holds
 * the texts. Links are never followed and nothing of a repository is executed.
 */
package org.srl4j.eval.swe.checkout;
