package org.srl4j.eval.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML, and JSON as a part of it, into nodes that know their lines and columns. Aliases are
 * refused, and so are lists and mappings that are nested deeper than any setting is.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 32;

  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final YAMLParser parser;
  private final String source;
  private final boolean lines;
  private int depth;

  private YamlReader(YAMLParser parser, String source, boolean lines) {
    this.parser = parser;
    this.source = source;
    this.lines = lines;
  }

  /** The mapping of a whole file; an empty file is an empty mapping. */
  static ConfigNode.Mapping readFile(String text, String file) {
    ConfigNode root = read(text, file, true);
    if (root instanceof ConfigNode.Mapping mapping) {
      return mapping;
    }
    if (root == null || root instanceof ConfigNode.Scalar scalar && scalar.text() == null) {
      return new ConfigNode.Mapping(file, new LinkedHashMap<>());
    }
    throw new ConfigException(root.place(), "must hold keys with values, got " + root.shown());
  }

  /** A list or mapping typed in an override. */
  static ConfigNode readValue(String text, String override) {
    return read(text, override, false);
  }

  private static ConfigNode read(String text, String source, boolean lines) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      YamlReader reader = new YamlReader(parser, source, lines);
      if (parser.nextToken() == null) {
        return null;
      }
      ConfigNode root = reader.node(reader.place());
      if (parser.nextToken() != null) {
        throw new ConfigException(reader.place(), "must hold one document, got another after it");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw syntaxFault(e, text, source, lines);
    } catch (IOException e) {
      throw new AssertionError("reading from memory cannot fail", e);
    }
  }

  /** The value at the parser; {@code place} is that of its key, or its own. */
  private ConfigNode node(String place) throws IOException {
    if (parser.isCurrentAlias()) {
      throw new ConfigException(place, "aliases (*name) are not allowed; write the value out");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      if (++depth > MAX_DEPTH) {
        throw new ConfigException(place, "nested deeper than " + MAX_DEPTH + " levels");
      }
      ConfigNode container = token == JsonToken.START_OBJECT ? mapping(place) : sequence(place);
      depth--;
      return container;
    }
    return new ConfigNode.Scalar(
        place, token == JsonToken.VALUE_NULL ? null : checked(parser.getText(), place), false);
  }

  private ConfigNode.Sequence sequence(String place) throws IOException {
    List<ConfigNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(place()));
    }
    return new ConfigNode.Sequence(place, items);
  }

  private ConfigNode.Mapping mapping(String place) throws IOException {
    Map<String, ConfigNode> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String keyPlace = place();
      parser.nextToken();
      ConfigNode earlier = fields.put(key, node(keyPlace));
      if (earlier != null) {
        throw new ConfigException(
            keyPlace, key + ": stands twice, first at " + earlier.place() + "; keep one");
      }
    }
    return new ConfigNode.Mapping(place, fields);
  }

  private String place() {
    return lines ? at(source, parser.currentTokenLocation()) : source;
  }

  private static String at(String source, JsonLocation location) {
    return source + ":" + location.getLineNr() + ":" + location.getColumnNr();
  }

  /** Where the parser stopped and what it wanted there, not the construct that it was in. */
  private static ConfigException syntaxFault(
      JsonProcessingException e, String text, String source, boolean lines) {
    if (e.getCause() instanceof ReaderException fault) {
      String place = lines ? place(source, text, fault.getPosition()) : source;
      String character = String.format("U+%04X", fault.getCodePoint());
      return new ConfigException(place, "not valid YAML: the character " + character, e);
    }
    if (e.getCause() instanceof MarkedYAMLException fault && fault.getProblemMark() != null) {
      Mark mark = fault.getProblemMark();
      String place = source + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
      return new ConfigException(lines ? place : source, message(fault), e);
    }
    JsonLocation location = e.getLocation();
    String place = lines && location != null ? at(source, location) : source;
    String problem = e.getOriginalMessage().lines().findFirst().orElse("");
    return new ConfigException(place, "not valid YAML: " + problem, e);
  }

  private static String message(MarkedYAMLException fault) {
    String context = fault.getContext() == null ? "" : " " + fault.getContext();
    return "not valid YAML: "
        + fault.getProblem()
        + context
        + "; a text with { } [ ] , # or \": \" in it needs 'single quotes'";
  }

  /** Behind double quotes a backslash is an escape: LaTeX becomes another text there. */
  private static String checked(String text, String place) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i)) && "\t\n\r".indexOf(text.charAt(i)) < 0) {
        throw new ConfigException(
            place,
            String.format("holds the control character U+%04X", (int) text.charAt(i))
                + "; between double quotes \\b and \\f are escapes, 'single quotes' keep them");
      }
    }
    return text;
  }

  private static String place(String source, String text, int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return source + ":" + line + ":" + (before.length() - before.lastIndexOf('\n'));
  }
}
