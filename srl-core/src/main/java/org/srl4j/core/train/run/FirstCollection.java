package org.srl4j.core.train.run;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.srl4j.core.reward.Score;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ScoredGroup;
import org.srl4j.core.train.TrainingListener;

/**
 * Says in one line what the first collection of a run, or of a resumed one, looks like: rewards,
 * verdicts by kind, rollouts that a length limit ended, groups that are trained on. Silent for
 * demonstrations.
 */
public final class FirstCollection implements TrainingListener {
  private final Consumer<String> sink;
  private boolean told;

  /** Tells this sink, once. */
  public FirstCollection(Consumer<String> sink) {
    this.sink = sink;
  }

  @Override
  public void afterCollection(long collection, ExperienceBatch batch) {
    if (!told && !batch.groups().isEmpty()) {
      told = true;
      sink.accept(line(collection, batch.groups()));
    }
  }

  private static String line(long collection, List<ScoredGroup> groups) {
    List<Score> scores = groups.stream().flatMap(g -> g.scores().stream()).toList();
    List<Score> turns =
        groups.stream().flatMap(g -> g.turns().stream()).flatMap(List::stream).toList();
    long truncated =
        groups.stream().flatMap(g -> g.truncated().stream()).filter(cut -> cut).count();
    return String.format(
        Locale.ROOT,
        "collection %d: %d rollouts of %d prompts, mean reward %.4f; verdicts: %s;%s %d ended by a"
            + " length limit; %d of %d groups trained on",
        collection,
        scores.size(),
        groups.size(),
        scores.stream().mapToDouble(Score::value).average().orElse(0),
        VerdictCounts.of(scores).words(),
        turns.isEmpty() ? "" : " turns: " + VerdictCounts.of(turns).words() + ";",
        truncated,
        groups.stream().filter(ScoredGroup::isUsed).count(),
        groups.size());
  }
}
