package org.srl4j.core.train.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.reward.Score;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ScoredGroup;
import org.srl4j.core.train.TrainerState;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.TrainingResult;

/**
 * Writes {@code completions.jsonl}: one object a rollout, also of filtered groups.
 *
 * <p>Fields: {@code collection}, {@code prompt_id}, {@code prompt} (the first turn's), {@code
 * reference}, {@code rollout} (number in the group, from 0), {@code seed}, {@code completions} (one
 * text a turn), {@code truncated}, {@code reward}, {@code verdict}, {@code parts}, {@code filter}
 * (kept, low_std, outside_band), {@code advantage} (null = not trained on). Where single turns are
 * scored, {@code turns} stands in place of {@code advantage}: reward, verdict, parts and advantage
 * of each. A resumed run removes the rows after its checkpoint.
 */
public final class CompletionsWriter implements TrainingListener {
  private final JsonLines lines;
  private final int every;

  /**
   * Writes to this file when training begins.
   *
   * @param file the file
   * @param every collections 0, n, 2n, ... are written; at least 1
   */
  public CompletionsWriter(Path file, int every) {
    if (every < 1) {
      throw new IllegalArgumentException("every: must be at least 1, got " + every);
    }
    this.lines = new JsonLines(file);
    this.every = every;
  }

  @Override
  public void beforeTraining(TrainerState state) {
    lines.open("collection", state.collection());
  }

  @Override
  public void afterCollection(long collection, ExperienceBatch batch) {
    if (collection % every != 0) {
      return;
    }
    for (ScoredGroup group : batch.groups()) {
      for (int i = 0; i < group.group().size(); i++) {
        lines.write(row(collection, group, i));
      }
    }
  }

  @Override
  public void beforeCheckpoint() {
    lines.force();
  }

  @Override
  public void afterTraining(TrainingResult result) {
    lines.closeQuietly();
  }

  private static Map<String, Object> row(long collection, ScoredGroup group, int i) {
    Rollout rollout = group.group().rollouts().get(i);
    Score score = group.scores().get(i);
    List<String> texts = rollout.turns().stream().map(t -> t.completion().text()).toList();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("collection", collection);
    row.put("prompt_id", group.group().prompt().id());
    row.put("prompt", group.group().prompt().text());
    row.put("reference", group.group().prompt().reference());
    row.put("rollout", i);
    row.put("seed", rollout.seed());
    row.put("completions", texts);
    row.put("truncated", group.truncated().get(i));
    row.put("reward", score.value());
    row.put("verdict", score.verdict());
    row.put("parts", new TreeMap<>(score.parts()));
    row.put("filter", group.verdict().name().toLowerCase(Locale.ROOT));
    if (group.turns().isEmpty()) {
      row.put("advantage", group.trainedTurns(i) == 0 ? null : group.advantages().get(i).get(0));
    } else {
      row.put("turns", turns(group, i));
    }
    return row;
  }

  private static List<Map<String, Object>> turns(ScoredGroup group, int i) {
    List<Map<String, Object>> turns = new ArrayList<>();
    for (Score score : group.turns().get(i)) {
      Map<String, Object> turn = new LinkedHashMap<>();
      turn.put("reward", score.value());
      turn.put("verdict", score.verdict());
      turn.put("parts", new TreeMap<>(score.parts()));
      boolean trained = group.trainedTurns(i) > 0;
      turn.put("advantage", trained ? group.advantages().get(i).get(turns.size()) : null);
      turns.add(turn);
    }
    return turns;
  }
}
