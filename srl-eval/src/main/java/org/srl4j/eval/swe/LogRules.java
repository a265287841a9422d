package org.srl4j.eval.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.eval.swe.InstanceReport.Missing;

/**
 * What a row says of how the log of its tests is to be read; rows before SWE-bench 5 say nothing,
 * and the repository decides.
 *
 * @param parser {@code log_parser}, e.g. {@code parse_log_gotest}; {@code rebench:NAME} if it
 *     stands in {@code install_config}, as in SWE-rebench
 * @param type {@code eval_type}: {@code pass_and_fail} or {@code fail_only}
 */
public record LogRules(Optional<String> parser, Optional<String> type) {
  /** Of a row that says nothing. */
  public static final LogRules NONE = new LogRules(Optional.empty(), Optional.empty());

  private static final String PARSER = "log_parser";
  private static final String TYPE = "eval_type";

  /** Repositories of SWE-bench Multimodal whose runners print failures alone. */
  private static final Set<String> FAIL_ONLY =
      Set.of(
          "chartjs/chart.js",
          "processing/p5.js",
          "markedjs/marked",
          "bpmn-io/bpmn-js",
          "openlayers/openlayers",
          "eslint/eslint");

  /** Rejects missing parts. */
  public LogRules {
    Objects.requireNonNull(parser, "parser");
    Objects.requireNonNull(type, "type");
  }

  static LogRules of(JsonRow row) {
    Optional<String> parser = row.optionalText(PARSER).filter(name -> !name.isBlank());
    JsonNode nested = row.value().path("install_config").path(PARSER);
    if (parser.isEmpty() && nested.isTextual()) {
      parser = Optional.of("rebench:" + nested.asText());
    }
    return new LogRules(parser, row.optionalText(TYPE).filter(type -> !type.isBlank()));
  }

  void write(ObjectNode row) {
    parser.ifPresent(name -> row.put(PARSER, name));
    type.ifPresent(name -> row.put(TYPE, name));
  }

  /**
   * What a test counts as that a log does not name.
   *
   * @param repository decides if the row does not
   * @param usual where nothing else is said
   * @throws IllegalArgumentException if the type is not known
   */
  public Missing missing(String repository, Missing usual) {
    if (type.isEmpty()) {
      boolean failuresAlone = FAIL_ONLY.contains(repository.toLowerCase(Locale.ROOT));
      return failuresAlone ? Missing.PASS_UNLESS_FAILED : usual;
    }
    return switch (type.get()) {
      case "pass_and_fail" -> usual;
      case "fail_only" -> Missing.PASS_UNLESS_FAILED;
      default ->
          throw new IllegalArgumentException(
              TYPE + ": \"" + type.get() + "\" is not known; known are pass_and_fail, fail_only");
    };
  }
}
