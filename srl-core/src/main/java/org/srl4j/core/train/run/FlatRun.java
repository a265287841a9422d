package org.srl4j.core.train.run;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.srl4j.core.advantage.GroupStatistics;
import org.srl4j.core.data.RolloutGroup;
import org.srl4j.core.data.VisibleText;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.reward.Score;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ScoredGroup;
import org.srl4j.core.train.StopReason;
import org.srl4j.core.train.TrainerState;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.TrainingResult;

/**
 * Says why a run learns nothing: a collection without anything to train on, or in which the rewards
 * of every group are all equal. Each cause is told once: what is the matter, the verdicts with what
 * is missing of the format, one completion, and what to try. The end is told too, when it comes of
 * it.
 */
public final class FlatRun implements TrainingListener {
  private static final int MOST_SHOWN = 400;

  private final Consumer<String> sink;
  private final Set<FlatCause> told = EnumSet.noneOf(FlatCause.class);
  private final Predicate<String> kept;
  private long update;
  private long collections;
  private long flat;
  private boolean lastWasFlat;

  /**
   * A diagnosis.
   *
   * @param kept takes a cause with advice, a line each, that begins with the update; keeps it with
   *     the run
   * @param sink is told everything, a line at a time
   */
  public FlatRun(Predicate<String> kept, Consumer<String> sink) {
    this.kept = kept;
    this.sink = sink;
  }

  @Override
  public void beforeTraining(TrainerState state) {
    update = state.update();
  }

  @Override
  public void afterUpdate(long number, UpdateStats stats) {
    update = number;
  }

  @Override
  public void afterCollection(long collection, ExperienceBatch batch) {
    if (batch.groups().isEmpty()) {
      return;
    }
    collections++;
    lastWasFlat = isFlat(batch);
    if (!lastWasFlat) {
      return;
    }
    flat++;
    FlatCause cause = FlatCause.of(batch.groups());
    if (told.add(cause)) {
      tell(collection, batch.groups(), cause);
    }
  }

  private static boolean isFlat(ExperienceBatch batch) {
    return batch.experiences().stream().allMatch(experience -> experience.advantage() == 0);
  }

  private void tell(long collection, List<ScoredGroup> groups, FlatCause cause) {
    List<Score> scores = groups.stream().flatMap(g -> g.scores().stream()).toList();
    VerdictCounts verdicts = VerdictCounts.of(scores);
    sink.accept(
        String.format(
            "collection %d teaches nothing: %s. %s",
            collection, cause.words(), rewards(groups, scores)));
    sink.accept("verdicts of " + scores.size() + " rollouts: " + verdicts.words());
    sink.accept(sample(groups, verdicts.mostFrequent()));
    sink.accept("try: " + cause.advice());
    kept.test(
        "update " + (update + 1) + ": nothing to learn: " + cause.words() + "; " + cause.advice());
  }

  private static String rewards(List<ScoredGroup> groups, List<Score> scores) {
    double[] rewards = scores.stream().mapToDouble(Score::value).toArray();
    if (GroupStatistics.allEqual(rewards)) {
      return String.format(Locale.ROOT, "All %d rewards are %s", rewards.length, rewards[0]);
    }
    long equal = groups.stream().filter(g -> GroupStatistics.allEqual(g.rewards())).count();
    return String.format(
        Locale.ROOT,
        "In %d of %d groups all rewards are equal; over all they average %.4f",
        equal,
        groups.size(),
        GroupStatistics.mean(rewards));
  }

  private static String sample(List<ScoredGroup> groups, String verdict) {
    for (ScoredGroup scored : groups) {
      for (int i = 0; i < scored.scores().size(); i++) {
        if (scored.scores().get(i).verdict().equals(verdict)) {
          return sample(scored.group(), i, verdict);
        }
      }
    }
    throw new IllegalStateException("no rollout with the verdict " + verdict);
  }

  private static String sample(RolloutGroup group, int rollout, String verdict) {
    String text = group.rollouts().get(rollout).lastCompletion().text();
    return String.format(
        "a completion (%s, prompt %s, rollout %d): «%s»",
        verdict, group.prompt().id(), rollout, VisibleText.line(text, MOST_SHOWN));
  }

  @Override
  public void afterTraining(TrainingResult result) {
    if (collections > 0 && flat == collections) {
      sink.accept(
          "none of the "
              + collections
              + " collections taught anything: the parameters are those that training began with");
    }
    if (lastWasFlat && result.reason() == StopReason.LOW_KEPT_RATIO) {
      sink.accept(
          "training ended after update "
              + result.state().update()
              + " for lack of contrast: dynamic sampling kept fewer groups than"
              + " schedule.min_kept_ratio asks for (0 = never end for it)");
    }
  }
}
