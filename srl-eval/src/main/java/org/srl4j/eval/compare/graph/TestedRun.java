package org.srl4j.eval.compare.graph;

import java.util.List;
import java.util.Map;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.report.PhaseTiming;
import org.srl4j.eval.report.SampleCompletion;

/**
 * Figures of a method on the test problems; {@code tested.json} in the test's folder.
 *
 * @param run folder, below the comparison's, of the run that was tested; empty = the seed's start
 * @param decodings name of a way of decoding → result, in order
 * @param samples some completions
 * @param timing time and work of the test
 * @param stepSimilarity with the expert's steps; NaN where the task judges steps itself
 */
public record TestedRun(
    String run,
    Map<String, DecodingResult> decodings,
    List<SampleCompletion> samples,
    PhaseTiming timing,
    double stepSimilarity) {

  /** Name of the file. */
  public static final String FILE = "tested.json";
}
