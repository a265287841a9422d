package org.srl4j.eval.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads YAML, and JSON as a part of it, into nodes that know their lines. Aliases are refused, and
 * so are lists and mappings that are nested deeper than any setting is.
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
      int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
      String place = lines && line > 0 ? source + ":" + line : source;
      throw new ConfigException(place, "not valid YAML: " + firstLine(e.getOriginalMessage()), e);
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
        place, token == JsonToken.VALUE_NULL ? null : parser.getText(), false);
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
    return lines ? source + ":" + parser.currentTokenLocation().getLineNr() : source;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
