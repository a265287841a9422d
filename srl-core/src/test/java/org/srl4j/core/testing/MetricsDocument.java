package org.srl4j.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in {@code docs/metrics.md}: everything in backquotes in the first column of a table.
 */
public final class MetricsDocument {
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private final List<Pattern> names;

  private MetricsDocument(List<Pattern> names) {
    this.names = names;
  }

  /** Reads the page from the module's folder or the repository's. */
  public static MetricsDocument read() throws IOException {
    Path inModule = Path.of("../docs/metrics.md");
    Path page = Files.exists(inModule) ? inModule : Path.of("docs/metrics.md");
    Set<String> names = new TreeSet<>(Set.of("update"));
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("| `")) {
        Matcher matcher = NAME.matcher(line.substring(0, line.indexOf('|', 1)));
        while (matcher.find()) {
          names.add(matcher.group(1));
        }
      }
    }
    return new MetricsDocument(names.stream().map(MetricsDocument::pattern).toList());
  }

  /** Those of the names that the page does not have. */
  public Set<String> undocumented(Collection<String> written) {
    Set<String> missing = new TreeSet<>(written);
    missing.removeIf(name -> names.stream().anyMatch(p -> p.matcher(name).matches()));
    return missing;
  }

  /** {@code {part}} stands for anything without a slash. */
  private static Pattern pattern(String name) {
    return Pattern.compile("\\Q" + name.replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q") + "\\E");
  }
}
