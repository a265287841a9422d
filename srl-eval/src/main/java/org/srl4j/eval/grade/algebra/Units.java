package org.srl4j.eval.grade.algebra;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;

/** The units that are known by name, with their prefixes and plurals. */
public final class Units {
  private Units() {}

  private static final Map<String, Unit> BY_NAME = new HashMap<>();

  /** Units that are one letter; they are read as units only where no variable can stand. */
  private static final Set<String> LETTERS =
      Set.of("m", "g", "s", "h", "L", "l", "N", "J", "W", "V", "A", "K", "C", "F", "M");

  /** Words that belong to a unit without changing it. */
  private static final Set<String> FILLERS =
      Set.of("unit", "units", "of", "the", "a", "an", "total", "in", "each", "arc", "u");

  static {
    define("m", "m", 1, 1, "meter", "meters", "metre", "metres");
    define("m", "km", 1000, 1, "kilometer", "kilometers", "kilometre", "kilometres");
    define("m", "cm", 1, 100, "centimeter", "centimeters", "centimetre", "centimetres", "cms");
    define("m", "mm", 1, 1000, "millimeter", "millimeters", "millimetre", "millimetres");
    define("m", "dm", 1, 10, "decimeter", "decimeters");
    define("m", "um", 1, 1_000_000, "micron", "microns", "micrometer", "micrometers");
    define("m", "nm", 1, 1_000_000_000L, "nanometer", "nanometers");
    define("m", "pm.", 1, 1_000_000_000_000L, "picometer", "picometers");
    define("m", "angstrom", 1, 10_000_000_000L, "angstroms", "AA");
    define("m", "in", 254, 10_000, "inch", "inches");
    define("m", "ft", 3048, 10_000, "foot", "feet");
    define("m", "yd", 9144, 10_000, "yard", "yards", "yds");
    define("m", "mi", 1_609_344, 1000, "mile", "miles");
    define("s", "s", 1, 1, "sec", "secs", "second", "seconds");
    define("s", "ms", 1, 1000, "millisecond", "milliseconds");
    define("s", "min", 60, 1, "mins", "minute", "minutes");
    define("s", "h", 3600, 1, "hr", "hrs", "hour", "hours");
    define("s", "day", 86_400, 1, "days");
    define("s", "week", 604_800, 1, "weeks", "wk");
    define("month", "month", 1, 1, "months");
    define("month", "year", 12, 1, "years", "yr", "yrs");
    define("kg", "kg", 1, 1, "kilogram", "kilograms", "kgs");
    define("kg", "g", 1, 1000, "gram", "grams");
    define("kg", "mg", 1, 1_000_000, "milligram", "milligrams");
    define("kg", "ton.metric", 1000, 1, "tonne", "tonnes");
    define("pound", "lb", 1, 1, "lbs", "pound", "pounds");
    define("pound", "oz", 1, 16, "ounce", "ounces");
    define("liter", "L", 1, 1, "l", "liter", "liters", "litre", "litres");
    define("liter", "mL", 1, 1000, "ml", "milliliter", "milliliters", "millilitre");
    define("dollar", "dollar", 1, 1, "dollars", "usd", "USD", "bucks");
    define("dollar", "cent", 1, 100, "cents", "penny", "pennies");
    define("euro", "euro", 1, 1, "euros", "eur", "EUR");
    define("sterling", "pounds sterling", 1, 1, "GBP");
    define("joule", "J", 1, 1, "joule", "joules");
    define("joule", "kJ", 1000, 1, "kilojoule", "kilojoules");
    define("joule", "MJ", 1_000_000, 1);
    define("joule", "erg", 1, 10_000_000, "ergs");
    define("newton", "N", 1, 1, "newton", "newtons");
    define("watt", "W", 1, 1, "watt", "watts");
    define("watt", "kW", 1000, 1, "kilowatt", "kilowatts");
    define("volt", "V", 1, 1, "volt", "volts");
    define("ampere", "A", 1, 1, "amp", "amps", "ampere", "amperes");
    define("kelvin", "K", 1, 1, "kelvin", "kelvins");
    define("hertz", "Hz", 1, 1, "hertz");
    define("hertz", "kHz", 1000, 1);
    define("hertz", "MHz", 1_000_000, 1);
    define("eV", "eV", 1, 1, "ev", "electronvolt", "electronvolts");
    define("eV", "keV", 1000, 1);
    define("eV", "MeV", 1_000_000, 1);
    define("mole", "mol", 1, 1, "mole", "moles");
    define("pascal", "Pa", 1, 1, "pascal", "pascals");
    define("pascal", "kPa", 1000, 1);
    define("bit", "bit", 1, 1, "bits");
    define("parsec", "pc", 1, 1, "parsec", "parsecs");
    define("molar", "M", 1, 1);
    define("acre", "acre", 1, 1, "acres");
    define("gallon", "gal", 1, 1, "gallon", "gallons");
    define(Unit.DEGREE, "deg", 1, 1, "degree", "degrees");
    define(Unit.DEGREE, "arcmin", 1, 60, "arcminute", "arcminutes", "arcmins");
    define(Unit.DEGREE, "arcsec", 1, 3600, "arcsecond", "arcseconds", "arcsecs");
    define("celsius", "celsius", 1, 1, "Celsius", "centigrade");
    define("fahrenheit", "fahrenheit", 1, 1, "Fahrenheit");
    define(Unit.PERCENT, "percent", 1, 1, "pct", "percentage", "percents");
    define("s", "mph.s", 1, 1);
    BY_NAME.put("mph", BY_NAME.get("mi").times(BY_NAME.get("h"), -1));
    BY_NAME.put("kph", BY_NAME.get("km").times(BY_NAME.get("h"), -1));
    BY_NAME.put("kmh", BY_NAME.get("kph"));
    BY_NAME.put("C", Unit.base("coulomb"));
    BY_NAME.put("coulomb", Unit.base("coulomb"));
    BY_NAME.put("coulombs", Unit.base("coulomb"));
    for (String turn : new String[] {"rad", "radian", "radians", "sr"}) {
      BY_NAME.put(turn, Unit.NONE);
    }
  }

  private static void define(String base, String name, long many, long of, String... others) {
    BigFraction factor = new BigFraction(BigInteger.valueOf(many), BigInteger.valueOf(of));
    Unit unit = new Unit(Map.of(base, 1), factor);
    BY_NAME.put(name, unit);
    for (String other : others) {
      BY_NAME.put(other, unit);
    }
  }

  /** The unit of this name; null if it is not known. */
  public static Unit named(String name) {
    Unit unit = BY_NAME.get(name);
    return unit != null || name.length() < 3 ? unit : BY_NAME.get(name.toLowerCase());
  }

  /** Whether it is a unit of one letter, which may also be a variable. */
  public static boolean isLetter(String name) {
    return LETTERS.contains(name);
  }

  /** Whether it may stand in a unit without changing it. */
  public static boolean isFiller(String name) {
    return FILLERS.contains(name.toLowerCase());
  }
}
