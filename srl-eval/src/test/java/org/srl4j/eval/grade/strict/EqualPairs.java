package org.srl4j.eval.grade.strict;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Pairs of gold and answer, or response, that are equal by construction and written differently.
 */
final class EqualPairs implements Supplier<RandomPair> {
  private final Spellings write;
  private final Random random;
  private final List<Supplier<RandomPair>> kinds;

  EqualPairs(long seed) {
    this.random = new Random(seed);
    this.write = new Spellings(random);
    this.kinds =
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

  @Override
  public RandomPair get() {
    return kinds.get(random.nextInt(kinds.size())).get();
  }

  private RandomPair answers(String kind, String gold, String answer) {
    return new RandomPair(kind, gold, write.framed(answer), false);
  }

  private RandomPair sameWhole() {
    int n = write.size();
    return answers("number", write.whole(n), write.whole(n));
  }

  private RandomPair samePower() {
    int b = write.between(2, 12);
    int e = write.between(2, 9);
    String value = write.whole(BigInteger.valueOf(b).pow(e));
    String other = write.coin() ? value : write.power("" + b, "" + e);
    return answers("power", write.power("" + b, "" + e), other);
  }

  private RandomPair sameTime() {
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

  private RandomPair sameInterval() {
    int from = write.between(-20, 20);
    int to = from + write.between(2, 20);
    String open = write.one("(", "[");
    String close = open.equals("[") ? write.one(")", "]") : "]"; // (a, b) may be a point
    return answers(
        "interval", write.interval(open, from, to, close), write.interval(open, from, to, close));
  }

  private RandomPair sameFraction() {
    int above = write.between(-60, 60);
    int below = write.between(2, 60);
    int times = write.between(1, 9);
    return answers(
        "fraction",
        write.fraction(above, below),
        write.fraction((long) above * times, (long) below * times));
  }

  private RandomPair samePercent() {
    int n = write.between(1, 150);
    return answers("percent", write.percent(n), write.one(write.percent(n), "" + n));
  }

  private RandomPair sameUnit() {
    int n = write.between(1, 500);
    String other =
        write.one(
            n + write.unit("m"), 100 * n + write.unit("cm"), "" + n, n + write.unit("meters"));
    return answers("unit", n + write.unit("m"), other);
  }

  private RandomPair sameTuple() {
    List<Integer> items = write.items(write.between(2, 4));
    return answers("tuple", write.tuple(items), write.tuple(items));
  }

  private RandomPair sameSurd() {
    int a = write.between(2, 12);
    int b = write.one(2, 3, 5, 6, 7, 10, 11, 13);
    String other = write.coin() ? write.surd(1, (long) a * a * b) : write.surd(a, b);
    return answers("surd", write.surd(a, b), other);
  }

  private RandomPair sameLetter() {
    char gold = (char) ('A' + write.between(0, 4));
    return answers("letter", "" + gold, write.choice(gold));
  }

  private RandomPair samePolynomial() {
    int a = write.between(-9, 9);
    int b = write.between(-9, 9);
    String factored = "(x" + signed(a) + ")" + write.one("", "*", " ") + "(x" + signed(b) + ")";
    return answers("polynomial", write.polynomial(List.of(1, a + b, a * b)), factored);
  }

  private static String signed(int n) {
    return n < 0 ? "" + n : "+" + n;
  }

  private RandomPair sameSet() {
    List<Integer> items = write.items(write.between(2, 4));
    List<Integer> other = new ArrayList<>(items);
    Collections.shuffle(other, random);
    return answers("set", write.set(items), write.set(other));
  }

  private RandomPair sameRatio() {
    int a = write.between(1, 4);
    int b = write.between(1, 4);
    int times = write.between(1, 2);
    String other =
        write.one(times * a + ":" + times * b, a + " : " + b, write.fraction(a, b), a + " to " + b);
    return answers("ratio", a + ":" + b, other);
  }

  private RandomPair sameQualified() {
    int a = write.between(2, 9);
    String n = write.one("n", "x");
    String gold = write.one(a + n, write.power(n, "" + a), a + "^{" + n + "}");
    return write.coin()
        ? answers("qualifier", gold, write.qualified(gold, n))
        : answers("qualifier", write.qualified(gold, n), gold);
  }

  private RandomPair sameChoiceOfResponse() {
    char gold = (char) ('A' + write.between(0, 4));
    return new RandomPair("choice of a response", "" + gold, write.choosing(gold), true);
  }

  private RandomPair afterThought() {
    int n = write.between(1, 99);
    String open = write.open();
    String thought =
        write.coin()
            ? open + write.saying(n + 1) + write.closing(open)
            : write.saying(n + 1) + "</think>";
    return new RandomPair("thought", "" + n, thought + "\n\n" + write.saying(n), true);
  }

  private RandomPair beforeInvented() {
    int n = write.between(1, 99);
    return new RandomPair(
        "invented question", "" + n, write.saying(n) + write.invented(n + 1), true);
  }
}
