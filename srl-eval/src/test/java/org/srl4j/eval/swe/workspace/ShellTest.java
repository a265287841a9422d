package org.srl4j.eval.swe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.eval.swe.checkout.SourceTree;

class ShellTest {
  private final Workspace workspace =
      new Workspace(
          SourceTree.of(
              Map.of(
                  "src/a.py", "import os\n\ndef f(x):\n    return x + 1\n",
                  "src/sub/b.java", "class B {\n  int f() { return 1; }\n}\n",
                  "notes.txt", "f one\nF two\nthree\n",
                  ".hidden", "f\n")));
  private final Shell shell =
      new Shell(
          workspace, Optional.of(texts -> texts.size() + " files tested\n"), Optional.empty());

  /** What the real programs print, see {@link ShellAgainstRealIT}; files in order of paths. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "grep -rn 'f(' src => src/a.py:3:def f(x):|src/sub/b.java:2:  int f() { return 1; }",
        "grep -rn --include='*.py' return /testbed => /testbed/src/a.py:4:    return x + 1",
        "grep -rl return => src/a.py|src/sub/b.java",
        "grep -c f notes.txt src/a.py => notes.txt:1|src/a.py:1",
        "grep -in '^f' notes.txt => 1:f one|2:F two",
        "grep -v -i f notes.txt => three",
        "grep 'one\\|two' notes.txt => f one|F two",
        "grep -E 'one|thr+ee' notes.txt => f one|three",
        "grep -F 'x + 1' src/a.py =>     return x + 1",
        "grep 'x + 1' src/a.py =>     return x + 1",
        "grep -w on notes.txt => Your command ran successfully and did not produce any output.",
        "grep -n -A1 'f one' notes.txt => 1:f one|2-F two",
        "grep -n -C 1 def src/a.py => 2-|3:def f(x):|4-    return x + 1",
        "grep -rn nothing . 2>/dev/null | head -5 => Your command ran successfully and did not"
            + " produce any output.",
        "find . -name '*.py' => ./src/a.py",
        "find /testbed -type f -name \"*.java\" => /testbed/src/sub/b.java",
        "find src -maxdepth 1 => src|src/a.py|src/sub",
        "find src -type f -not -path '*sub*' => src/a.py",
        "find . -name '*.py' -o -name '*.txt' => ./notes.txt|./src/a.py",
        "ls => notes.txt|src",
        "ls -a => .hidden|notes.txt|src",
        "ls -la src => a.py|sub",
        "cat notes.txt => f one|F two|three",
        "cat -n notes.txt | tail -n 1 => 3|three",
        "head -2 notes.txt => f one|F two",
        "sed -n '2,3p' notes.txt => F two|three",
        "wc -l notes.txt => 3 notes.txt",
        "cat notes.txt | grep -i F | sort -u => F two|f one",
        "cd src && pwd && ls => /testbed/src|a.py|sub",
        "run_tests => 4 files tested"
      })
  void commandsPrintWhatTheRealOnesDo(String line, String expected) {
    String printed = shell.run(line).text().strip();
    assertEquals(expected.strip(), printed.replace("\n", "|").replace("3\t", "3|"), line);
  }

  @Test
  void theFolderStays() {
    shell.run("cd src/sub");
    assertEquals("/testbed/src/sub\n", shell.run("pwd").text());
    assertEquals("b.java\n", shell.run("ls").text());
    assertEquals("cd: x: No such file or directory", shell.run("cd x").text());
    shell.run("cd /testbed/");
    assertEquals("/testbed\n", shell.run("pwd").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf /testbed",
        "python x.py",
        "grep -r x . > out.txt",
        "cat `id`",
        "cat \"$HOME\"",
        "ls; ls",
        "ls *.py",
        "ls || ls",
        "cat <<EOF\nx\nEOF",
        "grep -o x src/a.py",
        "find . -exec rm {} +",
        "find . -delete",
        "ls &",
        "'unclosed",
        "| ls",
        ""
      })
  void whatIsNotServedIsSaidAndDoesNothing(String line) {
    Environment.Observation said = shell.run(line);
    assertTrue(!said.event().equals("command"), said.text());
    assertTrue(
        said.text().startsWith("Not run: ") || said.text().startsWith("find: "), said.text());
    assertEquals("", workspace.diff());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat /etc/passwd",
        "ls ..",
        "find / -name shadow",
        "grep -r root /etc",
        "cd .. && ls",
        "cat src/../../x",
        "head -1 /testbed/../etc/passwd",
        "sed -n 1p /proc/self/environ"
      })
  void pathsOutsideAreRefused(String line) {
    assertEquals("refused_path", shell.run(line).event());
  }

  @Test
  void faultsOfCommandsAreWordedAsTheRealOnes() {
    assertEquals("cat: none: No such file or directory", shell.run("cat none").text());
    assertEquals("cat: src: Is a directory", shell.run("cat src").text());
    assertEquals("ls: cannot access 'x': No such file or directory", shell.run("ls x").text());
    assertEquals("command_error", shell.run("grep '\\(' notes.txt").event());
  }

  @Test
  void whatPrintsTooMuchIsStopped() {
    workspace.put("long.txt", "0123456789\n".repeat(400_000)); // 4.4 million characters
    for (String line :
        new String[] {
          "cat long.txt long.txt long.txt long.txt",
          "cat long.txt && cat long.txt && cat long.txt && cat long.txt",
          "grep -rn '' . . . ."
        }) {
      String said = shell.run(line).text();
      assertTrue(said.endsWith("more than 16777216 characters; ask for less"), line);
    }
  }

  @Test
  void aHostilePatternCostsNothing() {
    workspace.put("long.txt", "a".repeat(100_000) + "\n");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> shell.run("grep -E '(a+)+b|(a|aa)*c' long.txt"));
  }
}
