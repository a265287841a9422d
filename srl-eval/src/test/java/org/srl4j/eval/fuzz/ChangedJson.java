package org.srl4j.eval.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Changes values of JSON at random, so that what is changed is still JSON and is read further. */
final class ChangedJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<JsonNode> HOSTILE =
      List.of(
          NODES.nullNode(),
          NODES.booleanNode(true),
          NODES.numberNode(0),
          NODES.numberNode(-1),
          NODES.numberNode(0.5),
          NODES.numberNode(4294967297L),
          NODES.numberNode(Long.MAX_VALUE),
          NODES.numberNode(new BigDecimal("1e999")),
          NODES.textNode(""),
          NODES.textNode(" "),
          NODES.textNode("1"),
          NODES.textNode("NaN"),
          NODES.textNode("\0"),
          NODES.textNode("\ud83d"),
          NODES.textNode("../../etc/passwd"),
          NODES.textNode("a".repeat(20_000)),
          NODES.arrayNode(),
          NODES.objectNode());

  private final Random random;
  private final List<JsonNode> rows;

  private ChangedJson(Random random, List<JsonNode> rows) {
    this.random = random;
    this.rows = rows;
  }

  /** A file with one to three values changed; empty if it is neither JSON nor lines of JSON. */
  static Optional<byte[]> of(byte[] good, Random random) {
    List<JsonNode> rows = new ArrayList<>();
    try (var parsed = JSON.readerFor(JsonNode.class).<JsonNode>readValues(good)) {
      parsed.forEachRemaining(rows::add);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
    if (rows.isEmpty() || !rows.stream().allMatch(JsonNode::isContainerNode)) {
      return Optional.empty();
    }
    ChangedJson changed = new ChangedJson(random, rows);
    for (int n = random.nextInt(3); n >= 0; n--) {
      changed.change();
    }
    return Optional.of(changed.bytes());
  }

  private byte[] bytes() {
    StringBuilder lines = new StringBuilder();
    try {
      for (JsonNode row : rows) {
        lines.append(JSON.writeValueAsString(row)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void change() {
    List<JsonNode> containers = new ArrayList<>();
    rows.forEach(row -> addContainers(row, containers));
    JsonNode container = containers.get(random.nextInt(containers.size()));
    JsonNode value = random.nextInt(4) == 0 ? copied(containers) : hostile();
    if (container instanceof ObjectNode object) {
      change(object, value);
    } else {
      change((ArrayNode) container, value);
    }
  }

  private static void addContainers(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> addContainers(child, containers));
    }
  }

  private JsonNode hostile() {
    return HOSTILE.get(random.nextInt(HOSTILE.size())).deepCopy();
  }

  private JsonNode copied(List<JsonNode> containers) {
    return containers.get(random.nextInt(containers.size())).deepCopy();
  }

  private void change(ObjectNode object, JsonNode value) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      names.add(field.getKey());
    }
    String name = names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name + "x", object.path(name).deepCopy());
      default -> object.set(name, value);
    }
  }

  private void change(ArrayNode array, JsonNode value) {
    int at = array.isEmpty() ? 0 : random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(at);
      case 1 -> array.insert(at, value);
      default -> {
        if (!array.isEmpty()) {
          array.set(at, value);
        }
      }
    }
  }
}
