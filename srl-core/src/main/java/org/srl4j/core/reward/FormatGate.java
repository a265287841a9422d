package org.srl4j.core.reward;

import java.util.Locale;
import java.util.Objects;

/**
 * Checks that a completion is {@code <think>...</think>} and then an action, and takes it apart.
 *
 * <p>Strict: exactly one open tag at the very start (whitespace before it is allowed only by
 * option), exactly one close tag, something to read in the thinking and in the action. Tags are
 * compared exactly, letter case included; blank means empty or whitespace only. The rules are tried
 * in the order of {@link Verdict}, the first one broken is the verdict.
 *
 * @param openTag starts the thinking
 * @param closeTag ends the thinking
 * @param leadingWhitespaceAllowed whether whitespace may stand before the open tag
 */
public record FormatGate(String openTag, String closeTag, boolean leadingWhitespaceAllowed) {

  /** Rejects blank tags and tags that contain each other. */
  public FormatGate {
    Objects.requireNonNull(openTag, "openTag");
    Objects.requireNonNull(closeTag, "closeTag");
    if (openTag.isBlank() || closeTag.isBlank()) {
      throw new IllegalArgumentException(
          "openTag, closeTag: must not be blank, got '" + openTag + "' and '" + closeTag + "'");
    }
    if (openTag.contains(closeTag) || closeTag.contains(openTag)) {
      throw new IllegalArgumentException(
          "openTag, closeTag: one must not contain the other, got '"
              + openTag
              + "' and '"
              + closeTag
              + "'");
    }
  }

  /** {@code <think>} and {@code </think>}, nothing before the open tag. */
  public FormatGate() {
    this("<think>", "</think>", false);
  }

  /** What the gate says, in the order in which the rules are tried. */
  public enum Verdict {
    /** No open tag. */
    MISSING_THINK("no open tag"),
    /** An open tag, but no close tag. */
    UNCLOSED_THINK("no close tag"),
    /** More than one open tag or more than one close tag, anywhere. */
    DOUBLED_TAG("a tag more than once"),
    /** The close tag stands before the open tag. */
    REORDERED_TAGS("the close tag before the open tag"),
    /** Something stands before the open tag. */
    TEXT_BEFORE_THINK("text before the open tag"),
    /** Nothing between the tags. */
    EMPTY_THINK("nothing between the tags"),
    /** Nothing after the close tag. */
    EMPTY_ACTION("nothing after the thinking"),
    /** The format is kept. */
    OK("");

    private final String fault;

    Verdict(String fault) {
      this.fault = fault;
    }

    /** Stable lower-case word for metrics, e.g. {@code missing_think}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What is wrong with the format, for people.
     *
     * @param label any verdict's word, also one that is none of these
     * @return for example {@code no open tag}; empty if the format is kept or the word is another's
     */
    public static String fault(String label) {
      for (Verdict verdict : values()) {
        if (verdict.label().equals(label)) {
          return verdict.fault;
        }
      }
      return "";
    }
  }

  /**
   * A completion taken apart.
   *
   * @param verdict whether the format is kept
   * @param think the text between the tags as written; empty unless the verdict is OK
   * @param action the text after the close tag without leading and trailing whitespace; empty
   *     unless the verdict is OK
   */
  public record Parsed(Verdict verdict, String think, String action) {

    /** Rejects missing values. */
    public Parsed {
      Objects.requireNonNull(verdict, "verdict");
      Objects.requireNonNull(think, "think");
      Objects.requireNonNull(action, "action");
    }

    /** Whether the format is kept. */
    public boolean isOk() {
      return verdict == Verdict.OK;
    }
  }

  /**
   * Takes a completion apart.
   *
   * @param completion the decoded text without the prompt; a tag that the prompt already wrote must
   *     be put back first
   * @return the parts and the verdict; never an exception for any text
   */
  public Parsed parse(String completion) {
    Objects.requireNonNull(completion, "completion");
    Verdict verdict = verdict(completion);
    if (verdict != Verdict.OK) {
      return new Parsed(verdict, "", "");
    }
    return new Parsed(verdict, think(completion), action(completion));
  }

  private Verdict verdict(String completion) {
    int open = completion.indexOf(openTag);
    int close = completion.indexOf(closeTag);
    if (open < 0) {
      return Verdict.MISSING_THINK;
    }
    if (close < 0) {
      return Verdict.UNCLOSED_THINK;
    }
    if (completion.indexOf(openTag, open + 1) >= 0
        || completion.indexOf(closeTag, close + 1) >= 0) {
      return Verdict.DOUBLED_TAG;
    }
    if (close < open) {
      return Verdict.REORDERED_TAGS;
    }
    String before = completion.substring(0, open);
    if (leadingWhitespaceAllowed ? !before.isBlank() : !before.isEmpty()) {
      return Verdict.TEXT_BEFORE_THINK;
    }
    if (think(completion).isBlank()) {
      return Verdict.EMPTY_THINK;
    }
    return action(completion).isEmpty() ? Verdict.EMPTY_ACTION : Verdict.OK;
  }

  private String think(String completion) {
    int start = completion.indexOf(openTag) + openTag.length();
    return completion.substring(start, completion.indexOf(closeTag, start));
  }

  private String action(String completion) {
    return completion.substring(completion.indexOf(closeTag) + closeTag.length()).strip();
  }
}
