package org.srl4j.models.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.srl4j.core.policy.Tokenizer;

/**
 * One token a word, a digit or a newline, over a closed vocabulary.
 *
 * <p>Tokens are of four kinds: a <em>digit</em> 0-9; the <em>full stop</em>; the <em>newline</em>;
 * a <em>word</em>, which is anything else without blank, newline, digit or full stop ({@code comp},
 * {@code ->}, {@code <think>}). Between two neighbours stands nothing if
 *
 * <ul>
 *   <li>one of them is a newline, or
 *   <li>both are digits ({@code 517} is three tokens), or
 *   <li>the second is a full stop ({@code 1.}, {@code maybe.}),
 * </ul>
 *
 * and exactly one blank otherwise. So {@code 1. comp rot -> 874\n} is the tokens {@code 1 . comp
 * rot -> 8 7 4 \n}. A text in which blanks stand otherwise is refused, above all two numbers side
 * by side ({@code 51 7}), which the tokens could not tell from one: put a symbol between them. Text
 * begins and ends without a blank.
 *
 * <p>By this rule texts and sequences of ordinary tokens correspond one to one: decoding inverts
 * encoding and encoding inverts decoding. If a prompt ends with a newline, {@code encode(prompt)}
 * followed by {@code encode(completion)} is {@code encode(prompt + completion)}.
 *
 * <p>{@code <pad>} and {@code <eos>} must be in the vocabulary and cannot be written in a text.
 * Immutable and thread-safe.
 */
public final class WordTokenizer implements Tokenizer {
  private static final String NEWLINE = "\n";
  private static final String FULL_STOP = ".";

  private final Vocabulary vocabulary;
  private final int padding;
  private final int endOfSequence;

  /**
   * A tokenizer for these words.
   *
   * @param vocabulary tokens in the order of their ids, with {@code <pad>} and {@code <eos>};
   *     digits, full stop and newline only if texts have them
   * @throws IllegalArgumentException if a token stands twice, {@code <pad>} or {@code <eos>} is
   *     missing, or a word holds a blank, a newline, a digit or a full stop
   */
  public WordTokenizer(List<String> vocabulary) {
    this.vocabulary = new Vocabulary(vocabulary);
    this.padding = this.vocabulary.require(Vocabulary.PADDING);
    this.endOfSequence = this.vocabulary.require(Vocabulary.END_OF_SEQUENCE);
    for (String token : vocabulary) {
      if (token.length() > 1 && token.chars().anyMatch(WordTokenizer::endsWord)
          || token.length() == 1
              && token.charAt(0) != '\n'
              && Character.isWhitespace(token.charAt(0))) {
        throw new IllegalArgumentException(
            "vocabulary: a word must not hold a blank, a digit or a full stop, got '"
                + token
                + "'");
      }
    }
  }

  /** The tokens in the order of their ids. */
  public List<String> vocabulary() {
    return vocabulary.tokens();
  }

  /**
   * The id of a token.
   *
   * @param token a word, a digit, the full stop, a newline, {@code <pad>} or {@code <eos>}
   * @throws IllegalArgumentException if it is not in the vocabulary
   */
  public int idOf(String token) {
    return vocabulary.require(token);
  }

  @Override
  public int[] encode(String text) {
    int[] ids = new int[text.length()];
    int count = 0;
    int position = 0;
    String previous = null;
    while (position < text.length()) {
      boolean blank = text.charAt(position) == ' ';
      int start = blank ? position + 1 : position;
      int end = tokenEnd(text, start);
      String token = text.substring(start, end);
      Integer id = vocabulary.find(token);
      if (token.isEmpty()) {
        throw fault(text, position, "a blank must stand between two words");
      }
      if (id == null || id == padding || id == endOfSequence) {
        throw fault(text, start, "'" + token + "' is not in the vocabulary");
      }
      requireSeparator(text, position, previous, token, blank);
      ids[count++] = id;
      previous = token;
      position = end;
    }
    return Arrays.copyOf(ids, count);
  }

  @Override
  public String decodeAll(int[] tokenIds) {
    StringBuilder text = new StringBuilder();
    String previous = null;
    for (int id : tokenIds) {
      String token = vocabulary.token(id);
      if (blankBetween(previous, token)) {
        text.append(' ');
      }
      text.append(token);
      previous = token;
    }
    return text.toString();
  }

  @Override
  public int vocabularySize() {
    return vocabulary.size();
  }

  @Override
  public int endOfSequenceId() {
    return endOfSequence;
  }

  @Override
  public int paddingId() {
    return padding;
  }

  @Override
  public void save(Path folder) throws IOException {
    TokenizerFile.write(folder, new TokenizerFile(TokenizerFile.WORD, vocabulary.tokens(), false));
  }

  /** One past the token that begins at {@code start}; {@code start} itself if none begins there. */
  private static int tokenEnd(String text, int start) {
    int end = start;
    while (end < text.length() && !endsWord(text.charAt(end))) {
      end++;
    }
    boolean single = end == start && end < text.length() && !isBlank(text.charAt(end));
    return single ? end + 1 : end;
  }

  private static boolean endsWord(int c) {
    return Character.isWhitespace(c) || isDigit(c) || c == '.';
  }

  /** White space that is no token. */
  private static boolean isBlank(int c) {
    return c != '\n' && Character.isWhitespace(c);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** The gluing rule; {@code previous} is null at the start of a text. */
  private static boolean blankBetween(String previous, String next) {
    if (previous == null || previous.equals(NEWLINE) || next.equals(NEWLINE)) {
      return false;
    }
    boolean digits = isDigit(previous.charAt(0)) && isDigit(next.charAt(0));
    return !digits && !next.equals(FULL_STOP);
  }

  private static void requireSeparator(
      String text, int position, String previous, String next, boolean blank) {
    if (blank == blankBetween(previous, next)) {
      return;
    }
    if (!blank) {
      throw fault(text, position, "a blank must stand before '" + next + "'");
    }
    if (previous != null && isDigit(previous.charAt(0)) && isDigit(next.charAt(0))) {
      throw fault(text, position, "two numbers must have a symbol between them");
    }
    throw fault(
        text, position, "no blank may stand here: text starts and lines start and end without");
  }

  private static IllegalArgumentException fault(String text, int position, String rule) {
    int from = Math.max(0, position - 20);
    int to = Math.min(text.length(), position + 20);
    return new IllegalArgumentException(
        "text: "
            + rule
            + ", at position "
            + position
            + " in '"
            + text.substring(from, to).replace(NEWLINE, "\\n")
            + "'");
  }
}
