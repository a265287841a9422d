package org.srl4j.models.tokenizer.bytepair;

import java.text.Normalizer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How text is cut into pieces before bytes are merged; merges never cross a cut. The pieces cover
 * the text. {@code \s} is Unicode white space.
 */
public enum SplitPattern {
  /** GPT-2 (openai/gpt-2, encoder.py): words, numbers and punctuation with their leading blank. */
  GPT2("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+", false),
  /** Qwen2 and Qwen2.5: digits one by one, newlines kept together; text is first brought to NFC. */
  QWEN2(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
      true);

  private final String expression;
  private final boolean composed;
  private final Pattern pattern;

  SplitPattern(String expression, boolean composed) {
    this.expression = expression;
    this.composed = composed;
    String java =
        expression
            .replace("\\S", "\\P{IsWhite_Space}")
            .replace("\\s", "\\p{IsWhite_Space}")
            .replace("(?i:", "(?iu:");
    this.pattern = Pattern.compile(java);
  }

  /** The regular expression as Hugging Face and Oniguruma read it. */
  public String expression() {
    return expression;
  }

  /** Whether text is brought to Unicode normal form C first, so that decoding gives that form. */
  public boolean normalizes() {
    return composed;
  }

  /** Hands the pieces of a text on in order. */
  void split(String text, Consumer<String> pieces) {
    Matcher matcher =
        pattern.matcher(composed ? Normalizer.normalize(text, Normalizer.Form.NFC) : text);
    while (matcher.find()) {
      pieces.accept(matcher.group());
    }
  }
}
