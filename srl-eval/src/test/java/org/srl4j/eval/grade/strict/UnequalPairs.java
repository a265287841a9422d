package org.srl4j.eval.grade.strict;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Pairs of gold and answer that are unequal by construction, both written in a way drawn at random.
 * They differ by one in a place, or are what a careless reader takes for the same: a power and a
 * product, a time and its double, a bracket open and closed; and responses that have the gold only
 * in a thought, in another turn or beside another choice.
 */
final class UnequalPairs implements Supplier<RandomPair> {
  private final Spellings write;
  private final Random random;
  private final List<Supplier<RandomPair>> kinds;

  UnequalPairs(long seed) {
    this.random = new Random(seed);
    this.write = new Spellings(random);
    this.kinds =
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
  }

  @Override
  public RandomPair get() {
    return kinds.get(random.nextInt(kinds.size())).get();
  }

  private RandomPair answers(String kind, String gold, String answer) {
    return new RandomPair(kind, gold, write.framed(answer), false);
  }

  private int step() {
    return write.coin() ? 1 : -1;
  }

  private RandomPair otherWhole() {
    int n = write.size();
    return answers("number", write.whole(n), write.whole(n + step()));
  }

  private RandomPair otherDecimal() {
    int digits = write.between(1, 99_999);
    int places = write.between(1, 4);
    String gold = decimal(digits, places);
    return answers("decimal", gold, decimal(digits + step(), places));
  }

  private static String decimal(int digits, int places) {
    return new java.math.BigDecimal(BigInteger.valueOf(digits), places).toPlainString();
  }

  private RandomPair otherPower() {
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

  private RandomPair powerOfLetter() {
    int e = write.between(2, 9);
    String x = write.one("x", "y", "n");
    String other = write.one(e + x, e + "*" + x, x + e, write.power(x, "" + (e + 1)), x);
    return answers("power of a letter", write.power(x, "" + e), other);
  }

  private RandomPair otherTime() {
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

  private RandomPair otherInterval() {
    int from = write.between(-20, 20);
    int to = from + write.between(2, 20);
    String gold = write.interval("(", from, to, "]");
    String other =
        switch (write.between(0, 3)) {
          case 0 -> write.interval("[", from, to, "]");
          case 1 -> write.interval("(", from, to, ")");
          case 2 -> write.interval("(", from + 1, to, "]");
          default -> write.interval("(", from, to + step(), "]");
        };
    return answers("interval", gold, other);
  }

  private RandomPair otherFraction() {
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

  private RandomPair otherPercent() {
    int n = write.between(1, 150);
    return answers("percent", write.percent(n), write.percent(n + 1));
  }

  private RandomPair otherUnit() {
    int n = write.between(1, 500);
    String unit = write.one("cm", "kg", "m", "mL", "hours", "dollars");
    String gold = n + write.unit(unit);
    return switch (write.between(0, 2)) {
      case 0 -> answers("unit", gold, (n + 1) + write.unit(unit));
      case 1 -> answers("unit", gold, n + write.unit(unit.equals("kg") ? "cm" : "kg"));
      default -> answers("unit", n + write.unit("cm") + "^2", n + write.unit("cm") + "^3");
    };
  }

  private RandomPair otherTuple() {
    List<Integer> items = write.items(write.between(2, 4));
    List<Integer> other = new ArrayList<>(items);
    switch (write.between(0, 2)) {
      case 0 -> other.set(0, other.get(0) + step());
      case 1 -> other.add(write.between(0, 9));
      default -> Collections.swap(other, 0, 1);
    }
    return answers("tuple", write.tuple(items), write.tuple(other));
  }

  private RandomPair otherSurd() {
    int a = write.between(1, 12);
    int b = write.one(2, 3, 5, 6, 7, 10, 11, 13);
    String other =
        write.one(write.surd(a + 1, b), write.surd(a, b + 1), "" + a * b, write.surd(a, b) + "+1");
    return answers("surd", write.surd(a, b), other);
  }

  private RandomPair otherLetter() {
    char gold = (char) ('A' + write.between(0, 4));
    char other = (char) ('A' + (gold - 'A' + write.between(1, 4)) % 5);
    String answer = write.one(write.choice(other), gold + ", " + other, gold + " or " + other);
    return answers("letter", "" + gold, answer);
  }

  private RandomPair otherPolynomial() {
    List<Integer> gold = write.coefficients();
    List<Integer> other = new ArrayList<>(gold);
    int at = write.between(0, gold.size() - 1);
    other.set(at, other.get(at) + step());
    return answers("polynomial", write.polynomial(gold), write.polynomial(other));
  }

  private RandomPair otherSet() {
    List<Integer> items = write.items(write.between(2, 4));
    List<Integer> other = new ArrayList<>(items);
    if (write.coin()) {
      other.remove(0);
    } else {
      other.set(0, 31 + write.between(0, 9));
    }
    return answers("set", write.set(items), write.set(other));
  }

  private RandomPair otherRatio() {
    int a = write.between(1, 9);
    int b = write.between(1, 9);
    String other =
        a == b ? (a + 1) + ":" + b : write.one((a + 1) + ":" + b, a + ":" + (b + 1), b + ":" + a);
    return answers("ratio", a + ":" + b, other);
  }

  /** With no goal on one side it is no ratio: 3:0 is not 1:0. */
  private RandomPair otherScore() {
    int a = write.between(1, 9);
    return write.coin()
        ? answers("score", a + ":0", (a + 1) + ":0")
        : answers("score", "0:" + a, "0:" + (a + 1));
  }

  private RandomPair otherQualified() {
    int a = write.between(2, 9);
    String n = write.one("n", "x");
    String gold = write.one(a + n, write.power(n, "" + a), a + "^{" + n + "}");
    String other = gold.contains("" + a) ? gold.replace("" + a, "" + (a + 1)) : gold + "+1";
    return answers("qualifier", gold, write.qualified(other, n));
  }

  private RandomPair otherChoiceOfResponse() {
    char gold = (char) ('A' + write.between(0, 4));
    char other = (char) ('A' + (gold - 'A' + write.between(1, 4)) % 5);
    return new RandomPair("choice of a response", "" + gold, write.choosing(other), true);
  }

  /** The gold answer stands in a thought alone, open or closed with nothing or another behind. */
  private RandomPair onlyThought() {
    int n = write.between(1, 99);
    String open = write.open();
    String text =
        switch (write.between(0, 3)) {
          case 0 -> open + write.saying(n) + " and then I should";
          case 1 -> open + write.saying(n) + "\n" + write.closing(open);
          case 2 -> write.saying(n) + "\n</think>\n\n";
          default -> open + write.saying(n) + write.closing(open) + "\n" + write.saying(n + 1);
        };
    return new RandomPair("thought", "" + n, text, true);
  }

  private RandomPair onlyInvented() {
    int n = write.between(1, 99);
    return new RandomPair(
        "invented question", "" + n, write.saying(n + 1) + write.invented(n), true);
  }
}
