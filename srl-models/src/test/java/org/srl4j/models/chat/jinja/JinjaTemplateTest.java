package org.srl4j.models.chat.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.models.chat.jinja.token.TemplateException;

/** Against Jinja itself, and against templates that mean harm. */
class JinjaTemplateTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private static final LocalDateTime NOON = LocalDateTime.of(2025, 7, 9, 12, 0);

  /** Far more than a rendering's budget takes, far less than a loop without one. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static Map<String, Object> map(JsonNode node) {
    return MAPPER.convertValue(node, new TypeReference<>() {});
  }

  private static String render(String template) {
    return JinjaTemplate.of(template).render(Map.of(), NOON);
  }

  @TestFactory
  Stream<DynamicTest> everyRowEqualsJinja() throws IOException {
    String[] lines;
    try (InputStream file = getClass().getResourceAsStream("golden.jsonl")) {
      lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n");
    }
    JsonNode head = MAPPER.readTree(lines[0]);
    assertEquals(143, lines.length);
    return Stream.of(lines)
        .skip(1)
        .map(line -> DynamicTest.dynamicTest(line, () -> check(head, MAPPER.readTree(line))));
  }

  /** A row names its template and has variables, or has its template and the head's variables. */
  private static void check(JsonNode head, JsonNode row) {
    boolean named = row.has("name");
    String template =
        named
            ? head.path("templates").path(row.get("name").asText()).asText()
            : row.get("template").asText();
    Map<String, Object> variables = map((named ? row : head).get("variables"));
    if (row.has("error")) {
      assertThrows(
          TemplateException.class, () -> JinjaTemplate.of(template).render(variables, NOON));
    } else {
      assertEquals(row.get("text").asText(), JinjaTemplate.of(template).render(variables, NOON));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in range(9999999999) %}{% endfor %}",
        "{% for a in range(9000) %}{% for b in range(9000) %}{% set x = a %}{% endfor %}{% endfor %}",
        "{% for a in range(3000) %}{% for b in range(3000) %}{% for c in range(3000) %}"
            + "{% endfor %}{% endfor %}{% endfor %}",
        "{{ 'x' * 9999999999 }}",
        "{{ ('x' * 9999999) * 9999999 }}",
        "{% set ns = namespace(x='ab') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}"
            + "{% endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}"
            + "{% endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(45) %}{% set ns.x = [ns.x, ns.x] %}"
            + "{% endfor %}{{ ns.x }}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(45) %}{% set ns.x = [ns.x, ns.x] %}"
            + "{% endfor %}{{ ns.x == ns.x }}{{ ns.x | tojson }}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(9999) %}{% set ns.x = [ns.x] %}"
            + "{% endfor %}{{ ns.x }}",
        "{% set x = 'ab' * 1000000 %}{{ x | replace('a', x) }}",
        "{% set x = 'ab' * 1000000 %}{{ x | list | join(x) }}",
        "{% set x = 'ab' * 1000000 %}{% for i in range(99999) %}{% if x[0] == 'b' %}{% endif %}"
            + "{% endfor %}",
        "{% set x = 'ab' * 1000000 %}{% set y = x + 'c' %}{% for i in range(99999) %}"
            + "{% if x in y %}{% endif %}{% endfor %}",
        "{{ range(100000) | unique | list | length }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% macro a(x) %}{{ a(a(x)) }}{% endmacro %}{{ a(1) }}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(99999) %}{% set ns.x = ns.x | map('int') %}"
            + "{% endfor %}{{ ns.x | list }}{{ range(9999999) }}",
        "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{{ [1] * 9999999999 }}",
        "{{ 2 ** 9999999999 }}",
        "{{ 'a' | center(9999999999) }}",
        "{{ 'a'.zfill(9999999999) }}",
        "{{ '%9999d' % 1 ~ '%99999d' % 1 }}",
        "{{ 'a' | indent(999999999) }}",
        "{{ [1] | tojson(indent=999999999) }}",
        "{{ 9223372036854775807 + 1 }}",
        "{{ 99999999999999999999999999 }}"
      })
  void harmIsRefusedInTime(String template) {
    TemplateException e =
        assertTimeoutPreemptively(
            LIMIT, () -> assertThrows(TemplateException.class, () -> render(template)));
    assertTrue(e.getMessage().length() < 300, e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'a'.getClass() }}",
        "{{ 'a'.bytes() }}",
        "{{ 'a'.repeat(3) }}",
        "{{ [1].stream() }}",
        "{{ {}.entrySet() }}",
        "{{ range.call([]) }}",
        "{{ 'a'.__class__.x }}",
        "{% import 'x' as y %}",
        "{% include 'x' %}",
        "{% extends 'x' %}"
      })
  void nothingOfJavaOrOfFilesIsInReach(String template) {
    assertThrows(TemplateException.class, () -> render(template));
  }

  @Test
  void deepNestingIsRefusedBeforeItUsesUpTheStack() {
    for (String piece : new String[] {"(", "[", "not ", "-", "{'a':", "'a' if a else ", "a."}) {
      assertThrows(TemplateException.class, () -> render("{{ " + piece.repeat(50_000)));
    }
    for (String link : new String[] {"+1", "~1", "*1", " or 1", "|int", "[0]", " is odd", "()"}) {
      assertThrows(
          TemplateException.class, () -> render("{{ 1" + link.repeat(50_000) + " }}"), link);
    }
    String block = "{% if 1 %}";
    assertThrows(TemplateException.class, () -> render(block.repeat(50_000)));
    assertThrows(
        TemplateException.class,
        () -> render("{{ [1]|map(" + "'map',".repeat(50_000) + "'int') }}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{{ a }}{% foo %} # line 1: the tag 'foo' is not known",
        "a\\n{{ 1 | foo }} # line 2: the filter 'foo' is not known",
        "{% if 1 %}x # line 1: a block is not closed; expected one of",
        "{{ missing + 'a' }} # line 1: cannot do '+' with 'missing', which is not defined and 'a'",
        "{{ raise_exception('no system') }} # no system",
        "a\\n{{ 1 | tojson(seperators=1) }} # line 2: filter 'tojson': takes ensure_ascii, indent,"
            + " separators, sort_keys, got the unknown 'seperators'",
        "{{ 1 | tojson(1, 2, 3, 4, 5) }} # line 1: filter 'tojson': takes ensure_ascii, indent,"
            + " separators, sort_keys, got 5 by place",
        "{{ 'a' | trim(x=1) }} # line 1: filter 'trim': takes chars, got the unknown 'x'",
        "{{ 'a' | upper(1) }} # line 1: filter 'upper': takes no arguments, got 1 by place",
        "{{ 'a' | replace('b') }} # line 1: filter 'replace': 'new' must be given",
        "{{ 1 is odd(2) }} # line 1: test 'odd': takes no arguments, got 1 by place",
        "{{ 1 is divisibleby(by=2) }} # line 1: test 'divisibleby': 'num' must be given",
        "{{ 'a'.strip(chars='a') }} # line 1: method 'strip': takes chars, got the unknown 'chars'",
        "{{ raise_exception() }} # line 1: raise_exception: 'message' must be given",
        "{{ strftime_now('%Q') }} # line 1: strftime_now: '%Q' is not known; use one of",
        "{{ [1] | xmlattr }} # line 1: the filter 'xmlattr' is not supported",
        "{{ 'a'.encode() }} # line 1: the method 'encode' of strings is not supported",
        "{{ [1] | map('upper') }} # line 1: a generator cannot be printed; put '| list' after it"
      })
  void messagesSayWhatAndWhere(String template, String said) {
    TemplateException e =
        assertThrows(TemplateException.class, () -> render(template.replace("\\n", "\n")));
    assertTrue(e.getMessage().startsWith(said), e.getMessage());
  }
}
