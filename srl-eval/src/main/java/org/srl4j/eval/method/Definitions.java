package org.srl4j.eval.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.srl4j.core.advantage.AdvantageEstimator;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.Objective;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.eval.config.Choices;
import org.srl4j.eval.config.ConfigException;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.config.Tree;
import org.srl4j.eval.method.reward.ExpertStepReward;
import org.srl4j.eval.method.reward.GraderReward;
import org.srl4j.eval.method.reward.SimilarityReward;
import org.srl4j.eval.method.reward.ToolCallSimilarity;

/**
 * Methods as they are written, not yet bound: {@code like} takes another's keys, also those that a
 * config changes there. Immutable.
 *
 * @param byName what is written of each method, in the order of reports
 */
record Definitions(Map<String, Tree> byName) {
  static final Definitions NONE = new Definitions(Map.of());

  private static final Choices CHOICES =
      Choices.NONE
          .with(
              RolloutReward.class,
              ordered(
                  Map.entry("similarity", SimilarityReward.class),
                  Map.entry("grader", GraderReward.class),
                  Map.entry("tool-call", ToolCallSimilarity.class),
                  Map.entry("expert-step", ExpertStepReward.class)))
          .with(
              Reward.class,
              ordered(
                  Map.entry("similarity", SimilarityReward.class),
                  Map.entry("tool-call", ToolCallSimilarity.class)))
          .with(AdvantageEstimator.class, Map.of("group", GroupNormalizedAdvantage.class))
          .with(Objective.class, Map.of("clipped", ClippedPolicyGradient.class));

  private static final String LIKE = "like";
  private static final String LABEL = "label";
  private static final String CONTROL = "control";
  private static final String FROM = "from";
  private static final String AGAINST = "against";
  private static final String EXPERIENCE = "experience";
  private static final String NOTHING = "none";
  private static final String DEMONSTRATIONS = "demonstrations";

  /** What a method is; {@code like} does not take it over. */
  private static final Set<String> IDENTITY = Set.of(LIKE, LABEL, CONTROL, FROM, AGAINST);

  @SafeVarargs
  private static Map<String, Class<? extends Record>> ordered(
      Map.Entry<String, Class<? extends Record>>... rewards) {
    Map<String, Class<? extends Record>> names = new LinkedHashMap<>();
    for (Map.Entry<String, Class<? extends Record>> reward : rewards) {
      names.put(reward.getKey(), reward.getValue());
    }
    return names;
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** These with what a config changes and adds. */
  Definitions with(Tree tree) {
    Map<String, Tree> all = new LinkedHashMap<>(byName);
    for (String name : tree.keys()) {
      Tree own = tree.child(name);
      Tree known = all.get(name);
      if (known == null && own.text(LIKE).isEmpty() && own.text(EXPERIENCE).isEmpty()) {
        throw new ConfigException(
            tree.place(name),
            "methods."
                + name
                + ": is no method; there are "
                + String.join(", ", byName.keySet())
                + ". A new one says what it is like (like: srl), or its experience: "
                + String.join(", ", experiences()));
      }
      all.put(name, known == null ? own : known.under(own));
    }
    return new Definitions(all);
  }

  private static List<String> experiences() {
    List<String> names = new ArrayList<>(List.of(NOTHING, DEMONSTRATIONS));
    for (Rewarded rewarded : Rewarded.values()) {
      names.add(word(rewarded));
    }
    return names;
  }

  private static String word(Rewarded rewarded) {
    return rewarded.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A method.
   *
   * @param key where the methods stand in the config; empty for the built-in ones
   */
  Method method(String name, String key) {
    Tree own = byName.get(name);
    Tree whole = resolved(name, new LinkedHashSet<>());
    String section = key.isEmpty() ? name : key + "." + name;
    Optional<String> from = own.text(FROM);
    List<String> against = own.texts(AGAINST).orElse(compared(own));
    requireKnown(own, FROM, from.stream().toList());
    requireKnown(own, AGAINST, against);
    String control = own.text(CONTROL).orElse("false");
    if (!control.equals("true") && !control.equals("false")) {
      throw new ConfigException(
          own.place(CONTROL), section + ".control: must be true or false, got " + control);
    }
    try {
      return new Method(
          name,
          own.text(LABEL).orElse(name),
          control.equals("true"),
          from,
          against,
          training(whole, section));
    } catch (ConfigException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(own.place(), section + ": " + e.getMessage(), e);
    }
  }

  /** Without a list: the base, and what it is like or starts from. */
  private static List<String> compared(Tree own) {
    Set<String> names = new LinkedHashSet<>();
    names.add(Methods.BASE);
    own.text(LIKE).ifPresent(names::add);
    own.text(FROM).ifPresent(names::add);
    return List.copyOf(names);
  }

  private void requireKnown(Tree own, String key, List<String> names) {
    for (String name : names) {
      if (!byName.containsKey(name)) {
        throw new ConfigException(
            own.place(key),
            key + ": no method " + name + "; there are " + String.join(", ", byName.keySet()));
      }
    }
  }

  /** The keys of a method with those of the methods it is like below them. */
  private Tree resolved(String name, Set<String> seen) {
    Tree own = byName.get(name);
    if (!seen.add(name)) {
      throw new ConfigException(own.place(LIKE), "like: goes round in a circle: " + seen);
    }
    Optional<String> like = own.text(LIKE);
    requireKnown(own, LIKE, like.stream().toList());
    return like.map(other -> resolved(other, seen).under(own.without(IDENTITY)))
        .orElse(own.without(IDENTITY));
  }

  private static Optional<Training> training(Tree whole, String section) {
    String experience =
        whole
            .text(EXPERIENCE)
            .orElseThrow(
                () -> new ConfigException(whole.place(), section + ": has no " + EXPERIENCE));
    Tree settings = whole.without(Set.of(EXPERIENCE));
    if (experience.equals(DEMONSTRATIONS)) {
      return Optional.of(settings.bind(Imitation.defaults(), section, CHOICES));
    }
    for (Rewarded rewarded : Rewarded.values()) {
      if (experience.equals(word(rewarded))) {
        return Optional.of(settings.bind(Reinforcement.of(rewarded), section, CHOICES));
      }
    }
    if (!experience.equals(NOTHING)) {
      throw new ConfigException(
          whole.place(EXPERIENCE),
          section
              + ".experience: must be one of "
              + String.join(", ", experiences())
              + ", got "
              + experience);
    }
    if (!settings.keys().isEmpty()) {
      throw new ConfigException(
          settings.place(), section + ": trains nothing, so it has no keys " + settings.keys());
    }
    return Optional.empty();
  }

  /** A method with all its keys, in a form that is read back as the same. */
  static Map<String, Object> written(Method method) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(LABEL, method.label());
    keys.put(CONTROL, method.control());
    method.from().ifPresent(from -> keys.put(FROM, from));
    keys.put(AGAINST, method.against());
    if (method.training().isEmpty()) {
      keys.put(EXPERIENCE, NOTHING);
      return keys;
    }
    Training training = method.training().get();
    if (training instanceof Imitation) {
      keys.put(EXPERIENCE, DEMONSTRATIONS);
    }
    keys.putAll(ConfigWriter.plain((Record) training, CHOICES));
    return keys;
  }
}
