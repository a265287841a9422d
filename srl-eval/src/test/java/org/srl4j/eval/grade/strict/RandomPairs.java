package org.srl4j.eval.grade.strict;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pairs of gold and answer that are unequal, or equal, by construction; both written in a way drawn
 * at random. Unequal ones differ by one in a place, or are what a careless reader takes for the
 * same: a power and a product, a time and its double, a bracket open and closed.
 */
final class RandomPairs {
  private final Spellings write;
  private final Random random;
  private final List<Supplier<Pair>> unequal;
  private final List<Supplier<Pair>> equal;

  /**
   * A pair.
   *
   * @param kind what was changed
   * @param gold the gold answer
   * @param text an answer, or a response
   * @param response whether the text is a response
   */
  record Pair(String kind, String gold, String text, boolean response) {}

  RandomPairs(long seed) {
    this.random = new Random(seed);
    this.write = new Spellings(random);
    this.unequal =
        List.of(
            this::otherWhole,
            this::otherDecimal,
            this::otherPower,
            this::powerOfLetter,
            this::otherTime,
            this::otherInterval,
            this::otherFraction,
            this::otherPercent,
            this::otherUnit,
            this::otherTuple,
            this::otherSurd,
            this::otherLetter,
            this::otherPolynomial,
            this::otherSet,
            this::otherRatio,
            this::otherScore,
            this::otherQualified,
            this::otherChoiceOfResponse,
            this::onlyThought,
            this::onlyInvented);
    this.equal =
        List.of(
            this::sameWhole,
            this::samePower,
            this::sameTime,
            this::sameInterval,
            this::sameFraction,
            this::samePercent,
            this::sameUnit,
            this::sameTuple,
            this::sameSurd,
            this::sameLetter,
            this::samePolynomial,
            this::sameSet,
            this::sameRatio,
            this::sameQualified,
            this::sameChoiceOfResponse,
            this::afterThought,
            this::beforeInvented);
  }

  Pair unequal() {
    return unequal.get(random.nextInt(unequal.size())).get();
  }

  Pair equal() {
    return equal.get(random.nextInt(equal.size())).get();
  }

  private Pair answers(String kind, String gold, String answer) {
    return new Pair(kind, gold, write.framed(answer), false);
  }

  private int size() {
    return write.one(write.between(-20, 20), write.between(-2000, 2000), write.between(0, 999_999));
  }

  private int step() {
    return write.coin() ? 1 : -1;
  }

  private Pair otherWhole() {
    int n = size();
    return answers("number", write.whole(n), write.whole(n + step()));
  }

  private Pair sameWhole() {
    int n = size();
    return answers("number", write.whole(n), write.whole(n));
  }

  private Pair otherDecimal() {
    int digits = write.between(1, 99_999);
    int places = write.between(1, 4);
    String gold = decimal(digits, places);
    return answers("decimal", gold, decimal(digits + step(), places));
  }

  private static String decimal(int digits, int places) {
    return new java.math.BigDecimal(BigInteger.valueOf(digits), places).toPlainString();
  }

  private Pair otherPower() {
    int b = write.between(2, 12);
    int e = write.between(2, 9);
    BigInteger value = BigInteger.valueOf(b).pow(e);
    String gold = write.power("" + b, "" + e);
    List<String> others =
        List.of(
            write.power("" + b, "" + (e + 1)),
            write.power("" + (b + 1), "" + e),
            write.whole(value.add(BigInteger.ONE)),
            differing(value, BigInteger.valueOf((long) b * e)),
            differing(value, new BigInteger("" + b + e)));
    String other = others.get(random.nextInt(others.size()));
    return write.coin() ? answers("power", gold, other) : answers("power", other, gold);
  }

  /** The second value, or one more where it is the first. */
  private static String differing(BigInteger value, BigInteger other) {
    return "" + (value.equals(other) ? other.add(BigInteger.ONE) : other);
  }

  private Pair samePower() {
    int b = write.between(2, 12);
    int e = write.between(2, 9);
    String value = write.whole(BigInteger.valueOf(b).pow(e));
    String other = write.coin() ? value : write.power("" + b, "" + e);
    return answers("power", write.power("" + b, "" + e), other);
  }

  private Pair powerOfLetter() {
    int e = write.between(2, 9);
    String x = write.one("x", "y", "n");
    String other = write.one(e + x, e + "*" + x, x + e, write.power(x, "" + (e + 1)), x);
    return answers("power of a letter", write.power(x, "" + e), other);
  }

  private Pair otherTime() {
    int hour = write.between(1, 11);
    int minute = write.between(0, 58);
    String gold = write.clock(hour, minute, "");
    String doubled =
        hour <= 5 && minute < 30 ? write.clock(2 * hour, 2 * minute, "") : gold + " a.m.";
    return switch (write.between(0, 4)) {
      case 0 -> answers("time", gold, write.clock(hour + 1, minute, ""));
      case 1 -> answers("time", gold, write.clock(hour, minute + 1, ""));
      case 2 -> answers("time", write.clock(hour, minute, "p"), write.clock(hour, minute, "a"));
      case 3 -> answers("time", write.clock(hour, minute, "p"), write.clock(hour, minute + 1, "p"));
      default ->
          doubled.endsWith("a.m.")
              ? answers("time", write.clock(hour + 12, minute, ""), write.clock(hour, minute, "a"))
              : answers("time", gold, doubled);
    };
  }

  private Pair sameTime() {
    int hour = write.between(1, 11);
    int minute = write.between(0, 59);
    String gold = write.clock(hour, minute, write.one("", "p"));
    String other =
        gold.length() < 7 || gold.startsWith("\\text{" + hour + ":") && !gold.contains("m")
            ? write.clock(hour, minute, write.one("", "a", "p"))
            : write.one(write.clock(hour, minute, "p"), write.clock(hour, minute, ""));
    return answers("time", gold, isBare(gold) ? other : write.clock(hour, minute, "p"));
  }

  private static boolean isBare(String time) {
    return !time.toLowerCase(java.util.Locale.ROOT).replace("\\text", "").contains("m");
  }

  private Pair otherInterval() {
    int from = write.between(-20, 20);
    int to = from + write.between(2, 20);
    String gold = interval("(", from, to, "]");
    String other =
        switch (write.between(0, 3)) {
          case 0 -> interval("[", from, to, "]");
          case 1 -> interval("(", from, to, ")");
          case 2 -> interval("(", from + 1, to, "]");
          default -> interval("(", from, to + step(), "]");
        };
    return answers("interval", gold, other);
  }

  private String interval(String open, int from, int to, String close) {
    boolean least = open.equals("[");
    boolean most = close.equals("]");
    return write.one(
        open + from + "," + to + close,
        "\\left" + open + from + ", " + to + "\\right" + close,
        "x \\in " + open + from + ", " + to + close,
        from + (least ? " \\le x" : " < x") + (most ? " \\le " : " < ") + to);
  }

  private Pair sameInterval() {
    int from = write.between(-20, 20);
    int to = from + write.between(2, 20);
    String open = write.one("(", "[");
    String close = open.equals("[") ? write.one(")", "]") : "]"; // (a, b) may be a point
    return answers("interval", interval(open, from, to, close), interval(open, from, to, close));
  }

  private Pair otherFraction() {
    int above = write.between(1, 60);
    int below = write.between(2, 60);
    String gold = write.fraction(above, below);
    return switch (write.between(0, 3)) {
      case 0 -> answers("fraction", gold, write.fraction(above + 1, below));
      case 1 -> answers("fraction", gold, write.fraction(above, below + 1));
      case 2 -> answers("fraction", gold, write.fraction(-above, below));
      default -> answers("fraction", gold, write.fraction(below + (above == below ? 1 : 0), above));
    };
  }

  private Pair sameFraction() {
    int above = write.between(-60, 60);
    int below = write.between(2, 60);
    int times = write.between(1, 9);
    return answers(
        "fraction",
        write.fraction(above, below),
        write.fraction((long) above * times, (long) below * times));
  }

  private Pair otherPercent() {
    int n = write.between(1, 150);
    return answers("percent", write.percent(n), write.percent(n + 1));
  }

  private Pair samePercent() {
    int n = write.between(1, 150);
    return answers("percent", write.percent(n), write.one(write.percent(n), "" + n));
  }

  private Pair otherUnit() {
    int n = write.between(1, 500);
    String unit = write.one("cm", "kg", "m", "mL", "hours", "dollars");
    String gold = n + unit(unit);
    return switch (write.between(0, 2)) {
      case 0 -> answers("unit", gold, (n + 1) + unit(unit));
      case 1 -> answers("unit", gold, n + unit(unit.equals("kg") ? "cm" : "kg"));
      default -> answers("unit", n + unit("cm") + "^2", n + unit("cm") + "^3");
    };
  }

  private String unit(String name) {
    return write.one("\\text{ " + name + "}", "\\ \\mathrm{" + name + "}", "~\\text{" + name + "}");
  }

  private Pair sameUnit() {
    int n = write.between(1, 500);
    String other = write.one(n + unit("m"), 100 * n + unit("cm"), "" + n, n + unit("meters"));
    return answers("unit", n + unit("m"), other);
  }

  private Pair otherTuple() {
    List<Integer> items = items(write.between(2, 4));
    List<Integer> other = new ArrayList<>(items);
    switch (write.between(0, 2)) {
      case 0 -> other.set(0, other.get(0) + step());
      case 1 -> other.add(write.between(0, 9));
      default -> Collections.swap(other, 0, 1);
    }
    return answers("tuple", tuple(items), tuple(other));
  }

  private Pair sameTuple() {
    List<Integer> items = items(write.between(2, 4));
    return answers("tuple", tuple(items), tuple(items));
  }

  /** Different whole numbers in a random order. */
  private List<Integer> items(int count) {
    return IntStream.generate(() -> write.between(-30, 30))
        .distinct()
        .limit(count)
        .boxed()
        .collect(Collectors.toList());
  }

  private String tuple(List<Integer> items) {
    List<String> texts = items.stream().map(n -> "" + n).toList();
    return write.one(
        write.list(texts, "(", ")"),
        write.list(texts, "\\left(", "\\right)"),
        write.list(texts, "( ", " )"));
  }

  private Pair otherSurd() {
    int a = write.between(1, 12);
    int b = write.one(2, 3, 5, 6, 7, 10, 11, 13);
    String other =
        write.one(write.surd(a + 1, b), write.surd(a, b + 1), "" + a * b, write.surd(a, b) + "+1");
    return answers("surd", write.surd(a, b), other);
  }

  private Pair sameSurd() {
    int a = write.between(2, 12);
    int b = write.one(2, 3, 5, 6, 7, 10, 11, 13);
    String other = write.coin() ? write.surd(1, (long) a * a * b) : write.surd(a, b);
    return answers("surd", write.surd(a, b), other);
  }

  private Pair otherLetter() {
    char gold = (char) ('A' + write.between(0, 4));
    char other = (char) ('A' + (gold - 'A' + write.between(1, 4)) % 5);
    String answer = write.one(write.choice(other), gold + ", " + other, gold + " or " + other);
    return answers("letter", "" + gold, answer);
  }

  private Pair sameLetter() {
    char gold = (char) ('A' + write.between(0, 4));
    return answers("letter", "" + gold, write.choice(gold));
  }

  private Pair otherPolynomial() {
    List<Integer> gold = coefficients();
    List<Integer> other = new ArrayList<>(gold);
    int at = write.between(0, gold.size() - 1);
    other.set(at, other.get(at) + step());
    return answers("polynomial", write.polynomial(gold), write.polynomial(other));
  }

  private List<Integer> coefficients() {
    return IntStream.range(0, write.between(2, 4))
        .mapToObj(i -> i == 0 ? write.between(1, 5) : write.between(-9, 9))
        .toList();
  }

  private Pair samePolynomial() {
    int a = write.between(-9, 9);
    int b = write.between(-9, 9);
    String factored = "(x" + signed(a) + ")" + write.one("", "*", " ") + "(x" + signed(b) + ")";
    return answers("polynomial", write.polynomial(List.of(1, a + b, a * b)), factored);
  }

  private static String signed(int n) {
    return n < 0 ? "" + n : "+" + n;
  }

  private Pair otherSet() {
    List<Integer> items = items(write.between(2, 4));
    List<Integer> other = new ArrayList<>(items);
    if (write.coin()) {
      other.remove(0);
    } else {
      other.set(0, 31 + write.between(0, 9));
    }
    return answers("set", set(items), set(other));
  }

  private Pair sameSet() {
    List<Integer> items = items(write.between(2, 4));
    List<Integer> other = new ArrayList<>(items);
    Collections.shuffle(other, random);
    return answers("set", set(items), set(other));
  }

  private String set(List<Integer> items) {
    List<String> texts = items.stream().map(n -> "" + n).toList();
    return write.one(
        write.list(texts, "\\{", "\\}"),
        write.list(texts, "\\left\\{", "\\right\\}"),
        "\\{" + String.join(" , ", texts) + "\\}");
  }

  private Pair otherRatio() {
    int a = write.between(1, 9);
    int b = write.between(1, 9);
    String other =
        a == b ? (a + 1) + ":" + b : write.one((a + 1) + ":" + b, a + ":" + (b + 1), b + ":" + a);
    return answers("ratio", a + ":" + b, other);
  }

  private Pair sameRatio() {
    int a = write.between(1, 4);
    int b = write.between(1, 4);
    int times = write.between(1, 2);
    String other =
        write.one(times * a + ":" + times * b, a + " : " + b, write.fraction(a, b), a + " to " + b);
    return answers("ratio", a + ":" + b, other);
  }

  /** With no goal on one side it is no ratio: 3:0 is not 1:0. */
  private Pair otherScore() {
    int a = write.between(1, 9);
    return write.coin()
        ? answers("score", a + ":0", (a + 1) + ":0")
        : answers("score", "0:" + a, "0:" + (a + 1));
  }

  private Pair otherQualified() {
    int a = write.between(2, 9);
    String n = write.one("n", "x");
    String gold = write.one(a + n, write.power(n, "" + a), a + "^{" + n + "}");
    String other = gold.contains("" + a) ? gold.replace("" + a, "" + (a + 1)) : gold + "+1";
    return answers("qualifier", gold, write.qualified(other, n));
  }

  private Pair sameQualified() {
    int a = write.between(2, 9);
    String n = write.one("n", "x");
    String gold = write.one(a + n, write.power(n, "" + a), a + "^{" + n + "}");
    return write.coin()
        ? answers("qualifier", gold, write.qualified(gold, n))
        : answers("qualifier", write.qualified(gold, n), gold);
  }

  private Pair otherChoiceOfResponse() {
    char gold = (char) ('A' + write.between(0, 4));
    char other = (char) ('A' + (gold - 'A' + write.between(1, 4)) % 5);
    return new Pair("choice of a response", "" + gold, write.choosing(other), true);
  }

  private Pair sameChoiceOfResponse() {
    char gold = (char) ('A' + write.between(0, 4));
    return new Pair("choice of a response", "" + gold, write.choosing(gold), true);
  }

  private String open() {
    return write.one("<think>", "<think>\n", "<thinking>", "<reasoning>", "<|begin_of_thought|>");
  }

  private static String closing(String open) {
    String mark = open.strip();
    return mark.startsWith("<|") ? "<|end_of_thought|>" : "</" + mark.substring(1);
  }

  private String saying(int n) {
    return write.one(
        "so it is \\boxed{" + n + "}",
        "The answer is " + n + ".",
        "Hence we get\n#### " + n,
        "Answer: " + n);
  }

  /** The gold answer stands in a thought alone, open or closed with nothing or another behind. */
  private Pair onlyThought() {
    int n = write.between(1, 99);
    String open = open();
    String text =
        switch (write.between(0, 3)) {
          case 0 -> open + saying(n) + " and then I should";
          case 1 -> open + saying(n) + "\n" + closing(open);
          case 2 -> saying(n) + "\n</think>\n\n";
          default -> open + saying(n) + closing(open) + "\n" + saying(n + 1);
        };
    return new Pair("thought", "" + n, text, true);
  }

  private Pair afterThought() {
    int n = write.between(1, 99);
    String open = open();
    String thought =
        write.coin() ? open + saying(n + 1) + closing(open) : saying(n + 1) + "</think>";
    return new Pair("thought", "" + n, thought + "\n\n" + saying(n), true);
  }

  private String invented(int n) {
    return write.one("\n\nQuestion: ", "\n\nQ: ", "\n\nHuman: ", "\n\nUser: ", "\n**Question:** ")
        + "How many are left?\n"
        + write.one("Answer: ", "A: ", "Assistant: ")
        + saying(n);
  }

  private Pair onlyInvented() {
    int n = write.between(1, 99);
    return new Pair("invented question", "" + n, saying(n + 1) + invented(n), true);
  }

  private Pair beforeInvented() {
    int n = write.between(1, 99);
    return new Pair("invented question", "" + n, saying(n) + invented(n + 1), true);
  }
}
