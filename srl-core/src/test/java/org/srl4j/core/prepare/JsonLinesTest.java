package org.srl4j.core.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {
  @TempDir private Path folder;

  private List<String> read(String content) throws IOException {
    List<String> rows = new ArrayList<>();
    Path file = Resources.write(folder, "rows.json", content.replace("LF", "\n"));
    int count =
        JsonLines.read(file, r -> rows.add(r.number() + "@" + r.line() + "=" + r.text("a")));
    assertEquals(count, rows.size());
    return rows;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one a line | {\"a\":\"x\"}LF{\"a\":\"y\"}LF | 1@1=x 2@2=y",
        "no line feed at the end | {\"a\":\"x\"}LF{\"a\":\"y\"} | 1@1=x 2@2=y",
        "blank lines | LF{\"a\":\"x\"}LFLF  LF{\"a\":\"y\"} | 1@2=x 2@5=y",
        "a list on one line | [{\"a\":\"x\"},{\"a\":\"y\"}] | 1@1=x 2@1=y",
        "a list over lines | [LF{LF\"a\":\"x\"},LF{\"a\":\"y\"}LF] | 1@2=x 2@4=y",
        "objects over lines | {LF\"a\":\"x\"LF}LF{LF\"a\":\"y\"LF} | 1@1=x 2@4=y",
        "a field on the first line | {\"a\":\"x\",LF\"b\":1}LF{\"a\":\"y\",LF\"b\":2} | 1@1=x"
            + " 2@3=y",
        "a number on the first line | {\"b\":1,LF\"a\":\"x\"} | 1@1=x",
        "numbers as text | {\"a\":27.0}LF{\"a\":3} | 1@1=27.0 2@2=3",
      })
  void everyLayoutGivesRowsWithLines(String name, String content, String expected)
      throws IOException {
    assertEquals(expected, String.join(" ", read(content)), name);
  }

  @Test
  void byteOrderMarkAndCarriageReturnsAreNoContent() throws IOException {
    assertEquals(
        List.of("1@1=\u00e9", "2@2=y"), read("\uFEFF{\"a\":\"\u00e9\"}\r\n{\"a\":\"y\"}\r\n"));
    assertEquals(List.of("1@1=x"), read("\uFEFF[{\"a\":\"x\"}]\r\n"));
  }

  @Test
  void nestingWithoutEndIsRefusedWithTheRowItBeginsIn() {
    String deep = "{\"a\":".repeat(5000);
    Exception e =
        assertThrows(MalformedDataException.class, () -> read("[\n{\"a\":\"x\"},\n" + deep));
    assertTrue(e.getMessage().contains("rows.json"), e.getMessage());
    assertTrue(e.getMessage().contains("nesting"), e.getMessage());
  }

  @Test
  void aLineLongerThanTheBufferIsWhole() throws IOException {
    String text = "x".repeat(200_000);
    assertEquals(List.of("1@1=" + text, "2@2=y"), read("{\"a\":\"" + text + "\"}\n{\"a\":\"y\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LF LF | 1 | empty",
        "[] | 1 | holds no rows",
        "{\"a\":\"x\"}LF{\"a\":\"y | 2 | cut off",
        "{\"a\":\"x\"}LF{\"a\":LF{\"a\":\"z\"} | 2 | cut off",
        "{\"a\":\"x | 1 | cut off",
        "{\"a\":\"x\"LF\"b\":1} | 2 | not JSON",
        "{\"a\" \"x\"} | 1 | not JSON",
        "{\"a\":\"x\",LF\"b\":1 | 1 | cut off",
        "[{\"a\":\"x\"},LF{\"a\":\"y\" | 2 | cut off",
        "[{\"a\":\"x\"},LF{\"a\":\"y\"} | 2 | cut off",
        "[{\"a\":\"x\"}]LF{} | 2 | after the end of the list",
        "{\"a\":\"x\"}LF{\"a\":\"y\"} {\"a\":\"z\"} | 2 | text after the end",
        "{\"a\":\"x\"}LF[1] | 2 | must be a JSON object, got a list",
        "[{\"a\":\"x\"},LF7] | 2 | must be a JSON object, got a number",
        "{\"a\":\"x\"}LF{\"a\":NaN} | 2 | not JSON",
        "{\"a\":\"x\"}LF{\"a\":\"y\",\"a\":\"z\"} | 2 | Duplicate field",
        "a,b | 1 | starts with neither",
        "{\"a\":\"x\"}LF{\"b\":\"y\"} | 2 | a: missing; the row has the fields [b]",
        "{\"a\":\"x\"}LF{\"a\":[1]} | 2 | a: must be a text or a number, got a list",
        "{\"a\":\"x\"}LF{\"a\":\" \"} | 2 | a: must not be blank",
      })
  void brokenContentIsAnErrorWithFileAndLine(String content, long line, String problem) {
    MalformedDataException error = assertThrows(MalformedDataException.class, () -> read(content));
    assertTrue(error.getMessage().contains("rows.json:" + line + ": "), error.getMessage());
    assertTrue(error.getMessage().contains(problem), error.getMessage());
    assertEquals(line, error.line());
  }

  @Test
  void aFileWithoutBytesIsAnErrorAtLineOne() {
    MalformedDataException error = assertThrows(MalformedDataException.class, () -> read(""));
    assertTrue(error.getMessage().contains("rows.json:1: empty"), error.getMessage());
  }

  @Test
  void brokenUtf8IsReportedAtItsLine() throws IOException {
    Path file = folder.resolve("latin.jsonl");
    Files.write(file, "{\"a\":\"x\"}\n{\"a\":\"\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1));
    MalformedDataException error =
        assertThrows(MalformedDataException.class, () -> JsonLines.read(file, row -> {}));
    assertTrue(error.getMessage().contains("latin.jsonl:2: not UTF-8"), error.getMessage());
  }

  @Test
  void aMissingFileAndAFolderAreErrorsThatNameThem() {
    Path missing = folder.resolve("missing.jsonl");
    MalformedDataException error =
        assertThrows(MalformedDataException.class, () -> JsonLines.read(missing, row -> {}));
    assertTrue(error.getMessage().endsWith("missing.jsonl: no such file"), error.getMessage());
    error = assertThrows(MalformedDataException.class, () -> JsonLines.read(folder, row -> {}));
    assertTrue(error.getMessage().contains("cannot be read"), error.getMessage());
    assertEquals(folder.toString(), error.file());
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = folder.resolve("new/folder/out.jsonl");
    ObjectNode row = JsonLines.newObject().put("a", "line\nfeed \u00e9 \ud83c\udf75");
    assertEquals(2, JsonLines.write(file, Stream.of(row, row)));
    assertEquals(2, Files.readAllLines(file).size());
    JsonLines.read(file, read -> assertEquals(row, read.value()));
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNoOther() throws IOException {
    Path file = Resources.write(folder, "out.jsonl", "old");
    Stream<ObjectNode> failing =
        Stream.of(1, 2)
            .map(
                i -> {
                  if (i == 2) {
                    throw new IllegalStateException("broken source");
                  }
                  return JsonLines.newObject();
                });
    assertThrows(IllegalStateException.class, () -> JsonLines.write(file, failing));
    assertEquals("old", Files.readString(file));
    assertFalse(Files.exists(folder.resolve("out.jsonl.part")));
  }

  @Test
  void pathsLeadIntoObjectsAndLists() throws IOException {
    Path file =
        Resources.write(
            folder,
            "nested.jsonl",
            "{\"a.b\":1,\"a\":{\"b\":2,\"c\":[{\"d\":\"x\"}],\"n\":null},\"e\":\"t\"}\n");
    JsonLines.read(
        file,
        row -> {
          assertEquals("1", row.text("a.b")); // a field of that very name goes first
          assertEquals("x", row.text("a.c.0.d"));
          assertEquals(Optional.empty(), row.at("a.c.1.d"));
          assertEquals(Optional.empty(), row.at("a.n"));
          assertEquals(Optional.empty(), row.at("e.b"));
          assertEquals(List.of("a.b", "a.b", "a.c", "a.n", "e"), row.paths());
          Exception e = assertThrows(MalformedDataException.class, () -> row.text("a.x"));
          assertTrue(e.getMessage().contains("a.x: missing"), e.getMessage());
          assertTrue(e.getMessage().contains("a.c"), e.getMessage());
        });
  }
}
