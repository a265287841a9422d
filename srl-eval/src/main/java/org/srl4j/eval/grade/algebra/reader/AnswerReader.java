package org.srl4j.eval.grade.algebra.reader;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Units;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.ReadingOptions.Comma;
import org.srl4j.eval.grade.algebra.reader.Token.Kind;

/** Reads an answer in every way it can be meant. */
public final class AnswerReader {
  /** Longest text that is read, in characters. */
  public static final int MAX_LENGTH = 4000;

  private static final int MAX_SIZE = 2000;

  private AnswerReader() {}

  /**
   * The readings of an answer, the likeliest first.
   *
   * @param answer LaTeX or plain text, without delimiters of maths around it
   * @return at least one
   * @throws UnreadableException if there is none; the message is that of the likeliest
   */
  public static List<Expression> readings(String answer) throws UnreadableException {
    if (answer.length() > MAX_LENGTH) {
      throw new UnreadableException("longer than " + MAX_LENGTH + " characters");
    }
    List<Token> tokens = Lexer.tokens(Spelling.latex(answer));
    Set<Expression> readings = new LinkedHashSet<>();
    UnreadableException first = addReadings(tokens, readings);
    List<Token> python = tokens.stream().map(AnswerReader::inSympy).toList();
    if (answer.contains("*") && !python.equals(tokens)) {
      addReadings(python, readings);
    }
    if (readings.isEmpty()) {
      throw first;
    }
    return List.copyOf(readings);
  }

  /** The first reason why there is none in a way; null if all can be read. */
  private static UnreadableException addReadings(List<Token> tokens, Set<Expression> readings) {
    UnreadableException first = null;
    for (ReadingOptions options : worthTrying(tokens)) {
      try {
        Expression reading = AnswerParser.parse(tokens, options);
        if (reading.size() > MAX_SIZE) {
          throw new UnreadableException("more than " + MAX_SIZE + " parts");
        }
        readings.add(reading);
      } catch (UnreadableException e) {
        first = first == null ? e : first;
      }
    }
    return first;
  }

  /** sympy writes E and I for e and i. */
  private static Token inSympy(Token token) {
    boolean constant = token.isWord("E") || token.isWord("I");
    return constant
        ? new Token(
            Kind.WORD, token.text().toLowerCase(Locale.ROOT), token.spaced(), token.upright())
        : token;
  }

  private static List<ReadingOptions> worthTrying(List<Token> tokens) {
    List<ReadingOptions> options = new ArrayList<>(List.of(ReadingOptions.FIRST));
    boolean comma = false;
    boolean slash = false;
    boolean e = false;
    boolean letterUnit = false;
    for (int i = 0; i + 2 < tokens.size(); i++) {
      Token token = tokens.get(i);
      Token next = tokens.get(i + 1);
      comma |= token.isWholeNumber() && next.isMark(',') && !tokens.get(i + 2).spaced();
      slash |= token.isMark('/');
      e |= token.kind() == Kind.NUMBER && (next.isWord("e") || next.isWord("E")) && !next.spaced();
      letterUnit |= next.kind() == Kind.WORD && next.spaced() && Units.isLetter(next.text());
    }
    if (comma) {
      options.add(ReadingOptions.FIRST.with(Comma.SEPARATOR));
      if (isOneDecimalComma(tokens)) {
        options.add(ReadingOptions.FIRST.with(Comma.DECIMAL));
      }
    }
    if (slash) {
      options.add(ReadingOptions.FIRST.withWideSlash());
    }
    if (e) {
      options.add(ReadingOptions.FIRST.withoutPowerOfTen());
    }
    if (letterUnit) {
      options.add(ReadingOptions.FIRST.withoutLetterUnits());
    }
    return options;
  }

  /** One number, a comma, and two digits or more behind it that are no group of thousands. */
  private static boolean isOneDecimalComma(List<Token> tokens) {
    int start = tokens.get(0).isMark('-') ? 1 : 0;
    if (tokens.size() != start + 4) {
      return false;
    }
    Token whole = tokens.get(start);
    Token places = tokens.get(start + 2);
    return whole.isWholeNumber()
        && places.isWholeNumber()
        && places.text().length() > 1
        && (places.text().length() != 3 || whole.text().equals("0") || whole.text().length() > 3);
  }
}
