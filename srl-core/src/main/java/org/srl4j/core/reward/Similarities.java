package org.srl4j.core.reward;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.text.similarity.CosineSimilarity;
import org.apache.commons.text.similarity.JaccardSimilarity;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.LongestCommonSubsequence;
import org.srl4j.core.reward.block.ElementPair;

/**
 * Commons Text's measures as {@link Similarity}: each conversion to [0, 1], higher = more alike, is
 * written out here.
 *
 * <p>All count elements of the given {@link Granularity}, so code points where Commons Text alone
 * counts UTF-16 units. Two empty texts are 1, one empty text is 0. All are symmetric. Levenshtein
 * and the common subsequence take time |a|·|b|. A pair may have at most 65,536 different elements.
 *
 * <table>
 * <caption>Conversions; a, b = prediction, expert</caption>
 * <tr><th>name</th><th>Commons Text gives</th><th>similarity</th></tr>
 * <tr><td>levenshtein</td><td>distance d, 0 = equal</td><td>1 - d / max(|a|, |b|)</td></tr>
 * <tr><td>lcs</td><td>common subsequence length c</td><td>2c / (|a| + |b|)</td></tr>
 * <tr><td>jaro-winkler</td><td>similarity in [0, 1]</td><td>unchanged</td></tr>
 * <tr><td>jaccard</td><td>shared / all different elements</td><td>unchanged</td></tr>
 * <tr><td>cosine</td><td>cosine of element counts</td><td>unchanged, at most 1</td></tr>
 * </table>
 */
public final class Similarities {

  private static final List<String> NAMES =
      List.of("sequence-matcher", "levenshtein", "lcs", "jaro-winkler", "jaccard", "cosine");

  private static final int MAX_ALPHABET = Character.MAX_VALUE + 1;

  private Similarities() {}

  /** Names that {@link #named} knows. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The similarity of a name, for command lines.
   *
   * @param name one of {@link #names()}
   * @param granularity what one element is
   * @return the similarity; sequence-matcher comes with autojunk off
   * @throws IllegalArgumentException if the name is unknown
   */
  public static Similarity named(String name, Granularity granularity) {
    return switch (name) {
      case "sequence-matcher" -> new SequenceMatcherSimilarity(false, granularity);
      case "levenshtein" -> levenshtein(granularity);
      case "lcs" -> longestCommonSubsequence(granularity);
      case "jaro-winkler" -> jaroWinkler(granularity);
      case "jaccard" -> jaccard(granularity);
      case "cosine" -> cosine(granularity);
      default ->
          throw new IllegalArgumentException(
              "metric: must be one of " + String.join(", ", NAMES) + ", got " + name);
    };
  }

  /** 1 - d / max(|a|, |b|), d = insertions, deletions and substitutions. */
  public static Similarity levenshtein(Granularity granularity) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return adapted(
        "levenshtein",
        granularity,
        (a, b) -> 1 - distance.apply(a, b) / (double) Math.max(a.length(), b.length()));
  }

  /** 2c / (|a| + |b|), c = length of the longest common subsequence. */
  public static Similarity longestCommonSubsequence(Granularity granularity) {
    LongestCommonSubsequence subsequence = new LongestCommonSubsequence();
    return adapted(
        "lcs", granularity, (a, b) -> 2.0 * subsequence.apply(a, b) / (a.length() + b.length()));
  }

  /** Jaro-Winkler with a prefix weight of 0.1 for at most 4 elements. */
  public static Similarity jaroWinkler(Granularity granularity) {
    return adapted("jaro-winkler", granularity, new JaroWinklerSimilarity()::apply);
  }

  /** Different elements shared, divided by different elements in all. */
  public static Similarity jaccard(Granularity granularity) {
    return adapted("jaccard", granularity, new JaccardSimilarity()::apply);
  }

  /** Cosine of the element counts; a result that rounding put above 1 is 1. */
  public static Similarity cosine(Granularity granularity) {
    CosineSimilarity cosine = new CosineSimilarity();
    return adapted(
        "cosine",
        granularity,
        (a, b) -> {
          Map<CharSequence, Integer> left = counts(a);
          Map<CharSequence, Integer> right = counts(b);
          return left.equals(right) ? 1 : Math.min(1, cosine.cosineSimilarity(left, right));
        });
  }

  /** The text itself, for messages that name the argument. */
  static CharSequence required(CharSequence text, String name) {
    if (text == null) {
      throw new IllegalArgumentException(name + ": must be a text, got null");
    }
    return text;
  }

  private static Similarity adapted(
      String name, Granularity granularity, ToDoubleBiFunction<String, String> measure) {
    return new Adapted(name, granularity, measure);
  }

  private static Map<CharSequence, Integer> counts(String elements) {
    Map<CharSequence, Integer> counts = new HashMap<>();
    elements.chars().forEach(c -> counts.merge(String.valueOf((char) c), 1, Integer::sum));
    return counts;
  }

  /** One char an element, so that Commons Text counts elements and not UTF-16 units. */
  private static String asChars(int[] elements) {
    char[] chars = new char[elements.length];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) elements[i];
    }
    return new String(chars);
  }

  private record Adapted(
      String name, Granularity granularity, ToDoubleBiFunction<String, String> measure)
      implements Similarity {

    Adapted {
      Objects.requireNonNull(granularity, "granularity");
    }

    @Override
    public Double apply(CharSequence prediction, CharSequence expert) {
      ElementPair pair =
          granularity.encode(required(prediction, "prediction"), required(expert, "expert"));
      if (pair.alphabetSize() > MAX_ALPHABET) {
        throw new IllegalArgumentException(
            name
                + ": a pair may have at most "
                + MAX_ALPHABET
                + " different elements, got "
                + pair.alphabetSize());
      }
      if (pair.prediction().length == 0 || pair.expert().length == 0) {
        return pair.prediction().length == pair.expert().length ? 1.0 : 0.0;
      }
      return measure.applyAsDouble(asChars(pair.prediction()), asChars(pair.expert()));
    }

    @Override
    public boolean isSymmetric() {
      return true;
    }

    @Override
    public String toString() {
      return name + "[" + granularity + "]";
    }
  }
}
