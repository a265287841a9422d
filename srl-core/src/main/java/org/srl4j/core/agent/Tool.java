package org.srl4j.core.agent;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A tool that an environment offers.
 *
 * @param name its name
 * @param description what it does, for the policy's prompt; may be empty
 * @param parameters what it takes, in the order in which they are described
 */
public record Tool(String name, String description, List<Parameter> parameters) {

  /** What the text of a value must be. */
  public enum Form {
    /** Any text. */
    STRING,
    /** A whole number from 0. */
    INTEGER,
    /** {@code [first, last]}, two whole numbers from 1; last may be -1, the end of the file. */
    ARRAY
  }

  /**
   * A parameter.
   *
   * @param name its name
   * @param type what its value must be
   * @param required whether a call must give it
   * @param description for the policy's prompt; may be empty
   * @param allowed the only values; empty = any
   */
  public record Parameter(
      String name, Form type, boolean required, String description, List<String> allowed) {

    /** Copies the list; a missing one is empty. */
    public Parameter {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      description = description == null ? "" : description;
      allowed = allowed == null ? List.of() : List.copyOf(allowed);
    }

    /** Any text, without a description. */
    public static Parameter text(String name, boolean required) {
      return new Parameter(name, Form.STRING, required, "", List.of());
    }
  }

  /** Copies the parameters. */
  public Tool {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    parameters = List.copyOf(parameters);
  }

  /** The parameter of a name. */
  public Optional<Parameter> parameter(String wanted) {
    return parameters.stream().filter(p -> p.name().equals(wanted)).findFirst();
  }

  /** Names of all parameters. */
  public List<String> parameterNames() {
    return parameters.stream().map(Parameter::name).toList();
  }
}
