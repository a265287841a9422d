package org.srl4j.eval.cli.part;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Messages in the words of the command line: {@code samples: must be ...} was typed as --k. */
public final class TypedNames {
  private TypedNames() {}

  /**
   * Puts an option's name in the place of the name that a message begins with.
   *
   * @param message of a fault, e.g. {@code groupSize: must be at least 2, got 1}
   * @param command that was run
   * @param words that were typed
   * @return the message with the name as it was typed; unchanged if no such option was typed
   */
  public static String in(String message, CommandSpec command, List<String> words) {
    int colon = message.indexOf(": ");
    if (colon < 1 || !message.substring(0, colon).matches("[a-z][A-Za-z0-9]*")) {
      return message;
    }
    String name = "--" + message.substring(0, colon).replaceAll("([A-Z])", "-$1");
    OptionSpec option = command.optionsMap().get(name.toLowerCase(Locale.ROOT));
    if (option == null) {
      return message;
    }
    return Arrays.stream(option.names())
        .filter(n -> words.stream().anyMatch(w -> w.equals(n) || w.startsWith(n + "=")))
        .findFirst()
        .map(typed -> typed + message.substring(colon))
        .orElse(message);
  }
}
