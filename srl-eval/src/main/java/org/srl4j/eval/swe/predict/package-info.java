/**
 * Patches for instances: a {@link org.srl4j.eval.swe.predict.Predictor} makes one {@link
 * org.srl4j.eval.swe.predict.Attempt} an instance with what a {@link
 * org.srl4j.eval.swe.predict.Responder} writes, and {@link
 * org.srl4j.eval.swe.predict.PredictionRun} keeps them as they come.
 *
 * <p>Another way to make patches is another {@code Predictor}; another source of text (a script in
 * a test) is another {@code Responder}.
 */
package org.srl4j.eval.swe.predict;
