package org.srl4j.core.agent;

/**
 * The rule by which long observations are cut: the first half and the last half of the limit stay,
 * and a line between them says how many characters are left out. Who uses it counts the cuts.
 *
 * @param characters longest observation that is kept whole, in code points; at least 2
 */
public record ObservationLimit(int characters) {
  /** The default. The paper does not say how it treats long observations. */
  public static final int DEFAULT_CHARACTERS = 4000;

  /** Checks the range. */
  public ObservationLimit {
    if (characters < 2) {
      throw new IllegalArgumentException("characters: must be at least 2, got " + characters);
    }
  }

  /** The default limit. */
  public static ObservationLimit defaults() {
    return new ObservationLimit(DEFAULT_CHARACTERS);
  }

  /** Whether this observation is cut. */
  public boolean cuts(String observation) {
    return observation.codePointCount(0, observation.length()) > characters;
  }

  /** The observation, cut if it is too long. */
  public String cut(String observation) {
    if (!cuts(observation)) {
      return observation;
    }
    int length = observation.codePointCount(0, observation.length());
    int head = characters - characters / 2;
    int tail = characters / 2;
    int headEnd = observation.offsetByCodePoints(0, head);
    int tailStart = observation.offsetByCodePoints(observation.length(), -tail);
    return observation.substring(0, headEnd)
        + "\n[... "
        + (length - characters)
        + " characters left out ...]\n"
        + observation.substring(tailStart);
  }
}
