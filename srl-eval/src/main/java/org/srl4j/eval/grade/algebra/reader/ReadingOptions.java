package org.srl4j.eval.grade.algebra.reader;

/**
 * How to read what can be read in two ways.
 *
 * @param comma what a comma between digits means
 * @param powerOfTen whether 2e3 is 2000 rather than 2 times e times 3
 * @param wideSlash whether a/bc is a/(bc) rather than (a/b)c
 * @param letterUnits whether a single letter behind a number and a space is a unit: 5 m
 */
record ReadingOptions(Comma comma, boolean powerOfTen, boolean wideSlash, boolean letterUnits) {

  /** Meanings of a comma between digits. */
  enum Comma {
    /** Groups of three: 1,234 is 1234. */
    THOUSANDS,
    /** Two items. */
    SEPARATOR,
    /** Decimal comma: 1,22 is 1.22. */
    DECIMAL
  }

  static final ReadingOptions FIRST = new ReadingOptions(Comma.THOUSANDS, true, false, true);

  ReadingOptions with(Comma other) {
    return new ReadingOptions(other, powerOfTen, wideSlash, letterUnits);
  }

  ReadingOptions withoutPowerOfTen() {
    return new ReadingOptions(comma, false, wideSlash, letterUnits);
  }

  ReadingOptions withWideSlash() {
    return new ReadingOptions(comma, powerOfTen, true, letterUnits);
  }

  ReadingOptions withoutLetterUnits() {
    return new ReadingOptions(comma, powerOfTen, wideSlash, false);
  }
}
