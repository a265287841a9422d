package org.srl4j.eval.grade.strict;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ways to write the same thing, drawn at random. */
final class Spellings {
  private final Random random;

  Spellings(Random random) {
    this.random = random;
  }

  /** A whole number from one bound to the other, both included. */
  int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  boolean coin() {
    return random.nextBoolean();
  }

  @SafeVarargs
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  String whole(long n) {
    return whole(BigInteger.valueOf(n));
  }

  String whole(BigInteger n) {
    String grouped = String.format("%,d", n);
    return one("" + n, "" + n, n + ".0", grouped, grouped.replace(",", "{,}"), "{" + n + "}");
  }

  /** In delimiters, a box, a bold face or bare. */
  String framed(String text) {
    return one(
        text, text, "$" + text + "$", "\\(" + text + "\\)", "\\boxed{" + text + "}", text + ".");
  }

  String power(String base, String exponent) {
    boolean single = base.length() == 1 || base.chars().allMatch(Character::isDigit);
    String below = single ? base : "(" + base + ")";
    String above = exponent.length() == 1 ? exponent : "(" + exponent + ")";
    return one(
        below + "^{" + exponent + "}",
        below + "**" + above,
        below + " ** " + above,
        below + "^" + above,
        "pow(" + base + ", " + exponent + ")");
  }

  String fraction(long above, long below) {
    String sign = above < 0 ? "-" : "";
    long size = Math.abs(above);
    return one(
        sign + "\\frac{" + size + "}{" + below + "}",
        sign + "\\dfrac{" + size + "}{" + below + "}",
        sign + size + "/" + below,
        sign + size + " / " + below);
  }

  /** a times the root of b, a at least 1. */
  String surd(long a, long b) {
    String root = one("\\sqrt{" + b + "}", "sqrt(" + b + ")", "\\sqrt{" + b + " }");
    return a == 1 ? root : one(a + root, a + " " + root, a + "\\cdot " + root, a + "*" + root);
  }

  String percent(long n) {
    return n + one("\\%", "%", " \\%", " percent", "\\text{ percent}");
  }

  String list(List<String> items, String open, String close) {
    return open + String.join(one(", ", ","), items) + close;
  }

  /** An answer that chooses a letter. */
  String choice(char letter) {
    return one(
        "" + letter,
        "(" + letter + ")",
        letter + ".",
        "\\text{" + letter + "}",
        "\\textbf{(" + letter + ")}~12",
        letter + ": 12",
        letter + ") 12");
  }

  /** A response that ends in the choice of a letter, a box of something else before it. */
  String choosing(char letter) {
    String before = one("", "We get \\boxed{x^2+3}.\n\n", "So \\boxed{14} it is.\n");
    return before
        + one(
            "Answer: " + letter,
            "**Answer: " + letter + "**",
            "**Answer:** (" + letter + ")",
            "ANSWER: " + letter + ".",
            "The best answer is " + letter + " because the others fail.",
            "The correct option is (" + letter + ").",
            "Therefore the answer is option " + letter + ".",
            letter + ") 14",
            "(" + letter + ") 14",
            letter + " because the others fail.",
            "Final answer: \\boxed{\\text{" + letter + "}}");
  }

  /** A time of the day. */
  String clock(int hour, int minute, String half) {
    String time = String.format("%d:%02d", hour, minute);
    return switch (half) {
      case "a" -> time + one(" a.m.", " AM", "am", "\\text{ a.m.}");
      case "p" -> time + one(" p.m.", " PM", "pm", "\\text{ p.m.}");
      default -> one(time, "\\text{" + time + "}", String.format("%02d:%02d", hour, minute));
    };
  }

  /** A polynomial with whole coefficients, the highest power first, none of them all zero. */
  String polynomial(List<Integer> coefficients) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < coefficients.size(); i++) {
      int c = coefficients.get(i);
      int power = coefficients.size() - 1 - i;
      if (c == 0) {
        continue;
      }
      text.append(c < 0 ? "-" : text.isEmpty() ? "" : "+");
      boolean shown = Math.abs(c) != 1 || power == 0;
      text.append(shown ? "" + Math.abs(c) : "").append(shown && power > 0 ? one("", "*") : "");
      text.append(power == 0 ? "" : power == 1 ? "x" : one("x^" + power, "x**" + power));
    }
    return text.isEmpty() ? "0" : text.toString();
  }

  /** What says where an answer holds and does not change it. */
  String qualified(String answer, String letter) {
    return answer
        + one(
            " \\text{ for all } " + letter + " \\in \\mathbb{R}",
            " \\text{ for all real } " + letter,
            " \\text{ for } " + letter + " \\ge 2",
            " \\text{ where } " + letter + " \\text{ is any real number}",
            " \\text{ (for all positive integers } " + letter + ")",
            ", \\quad " + letter + " \\in \\mathbb{Z}",
            " for every " + letter + " > 0",
            ", where " + letter + " is an integer");
  }

  int size() {
    return one(between(-20, 20), between(-2000, 2000), between(0, 999_999));
  }

  String interval(String open, int from, int to, String close) {
    boolean least = open.equals("[");
    boolean most = close.equals("]");
    return one(
        open + from + "," + to + close,
        "\\left" + open + from + ", " + to + "\\right" + close,
        "x \\in " + open + from + ", " + to + close,
        from + (least ? " \\le x" : " < x") + (most ? " \\le " : " < ") + to);
  }

  String unit(String name) {
    return one("\\text{ " + name + "}", "\\ \\mathrm{" + name + "}", "~\\text{" + name + "}");
  }

  /** Different whole numbers in a random order. */
  List<Integer> items(int count) {
    return IntStream.generate(() -> between(-30, 30))
        .distinct()
        .limit(count)
        .boxed()
        .collect(Collectors.toList());
  }

  String tuple(List<Integer> items) {
    List<String> texts = items.stream().map(n -> "" + n).toList();
    return one(list(texts, "(", ")"), list(texts, "\\left(", "\\right)"), list(texts, "( ", " )"));
  }

  List<Integer> coefficients() {
    return IntStream.range(0, between(2, 4))
        .mapToObj(i -> i == 0 ? between(1, 5) : between(-9, 9))
        .toList();
  }

  String set(List<Integer> items) {
    List<String> texts = items.stream().map(n -> "" + n).toList();
    return one(
        list(texts, "\\{", "\\}"),
        list(texts, "\\left\\{", "\\right\\}"),
        "\\{" + String.join(" , ", texts) + "\\}");
  }

  String open() {
    return one("<think>", "<think>\n", "<thinking>", "<reasoning>", "<|begin_of_thought|>");
  }

  String closing(String open) {
    String mark = open.strip();
    return mark.startsWith("<|") ? "<|end_of_thought|>" : "</" + mark.substring(1);
  }

  String saying(int n) {
    return one(
        "so it is \\boxed{" + n + "}",
        "The answer is " + n + ".",
        "Hence we get\n#### " + n,
        "Answer: " + n);
  }

  String invented(int n) {
    return one("\n\nQuestion: ", "\n\nQ: ", "\n\nHuman: ", "\n\nUser: ", "\n**Question:** ")
        + "How many are left?\n"
        + one("Answer: ", "A: ", "Assistant: ")
        + saying(n);
  }
}
