package org.srl4j.eval.result;

import java.util.List;
import java.util.function.Predicate;
import org.srl4j.eval.sample.Sample;

/**
 * What the responses of one mode look like, whether right or wrong.
 *
 * @param responses number of them, at least 1
 * @param formatRate share in which the task's format was found
 * @param unparsableRate share in which the grader found nothing to compare
 * @param truncationRate share that a length limit ended
 * @param meanTokens tokens a response
 * @param meanCharacters code points a response
 * @param withoutRoom responses that could not begin, because the prompt filled the context
 */
public record ModeFigures(
    int responses,
    double formatRate,
    double unparsableRate,
    double truncationRate,
    double meanTokens,
    double meanCharacters,
    int withoutRoom) {

  /**
   * Counts.
   *
   * @param samples of one mode, at least one
   */
  static ModeFigures of(List<GradedSample> samples) {
    return new ModeFigures(
        samples.size(),
        share(samples, GradedSample::formatted),
        share(samples, graded -> graded.grade().unparsable()),
        share(samples, graded -> graded.sample().truncated()),
        samples.stream().mapToInt(graded -> graded.sample().tokens()).average().orElseThrow(),
        samples.stream()
            .mapToInt(
                graded ->
                    graded
                        .sample()
                        .response()
                        .codePointCount(0, graded.sample().response().length()))
            .average()
            .orElseThrow(),
        (int)
            samples.stream()
                .filter(graded -> graded.sample().finish() == Sample.Finish.NO_ROOM)
                .count());
  }

  private static double share(List<GradedSample> samples, Predicate<GradedSample> test) {
    return (double) samples.stream().filter(test).count() / samples.size();
  }
}
