package org.srl4j.eval.swe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.eval.swe.checkout.SourceTree;

/** The served commands beside the programs of the system; lines may come in another order. */
@EnabledOnOs(OS.LINUX)
class ShellAgainstRealIT {
  private static final Map<String, String> FILES =
      Map.of(
          "src/a.py", "import os\n\ndef f(x):\n    return x + 1\n\n\n# f\n",
          "src/sub/b.java", "class B {\n  int f() { return 1; }\n}\n",
          "notes.txt", "f one\nF two\nthree\n\nf four\nfive\nsix\nseven\nf eight",
          ".hidden", "f\n");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grep -rn 'f(' src",
        "grep -rn --include='*.py' return /testbed",
        "grep -rl return",
        "grep -rc f .",
        "grep -c f notes.txt src/a.py",
        "grep -in '^f' notes.txt",
        "grep -vi f notes.txt",
        "grep -m 2 f notes.txt",
        "grep 'one\\|two' notes.txt",
        "grep 't\\(wo\\|hree\\)\\?$' notes.txt",
        "grep -E 'one|thr(e|x)+' notes.txt",
        "grep '[[:upper:]] t' notes.txt",
        "grep 'x + 1' src/a.py",
        "grep -F 'x + 1' src/a.py",
        "grep -w f notes.txt src/a.py",
        "grep '\\<f' notes.txt",
        "grep -n -A1 'f ' notes.txt",
        "grep -n -B 1 -A 1 'f ' notes.txt",
        "grep -n -C2 four notes.txt src/a.py",
        "grep -h f notes.txt src/a.py",
        "grep -rn f src/ | grep -v java | head -2",
        "find . -name '*.py'",
        "find /testbed -type f -name \"*.java\"",
        "find src",
        "find src/ -maxdepth 1 -mindepth 1",
        "find . -type d",
        "find src -type f ! -path '*sub*'",
        "find . -name '*.py' -o -name '*.txt'",
        "find . -iname 'NOTES*'",
        "ls",
        "ls -1 src notes.txt",
        "ls src/sub src",
        "cat notes.txt src/a.py",
        "cat -n src/a.py",
        "head -2 notes.txt",
        "head -n 3 notes.txt",
        "tail -3 src/a.py",
        "sed -n '2,3p' notes.txt",
        "sed -n '3,$p' src/a.py",
        "sed -n 2p notes.txt",
        "wc -l notes.txt",
        "cat notes.txt | wc -l",
        "cat notes.txt | grep f | sort",
        "cd src && pwd && ls",
        "cat none",
        "cat src",
        "ls none",
        "find none",
        "grep x none"
      })
  void theServedCommandPrintsWhatTheProgramPrints(String line) throws Exception {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Shell shell =
        new Shell(new Workspace(SourceTree.of(FILES)), Optional.empty(), Optional.empty());
    assertEquals(sorted(real(line)), sorted(shell.run(line).text()), line);
  }

  private String real(String line) throws IOException {
    String root = folder.toRealPath().toString();
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", line.replace("/testbed", root));
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    String printed =
        new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return printed.replace(root, "/testbed").replace("‘", "'").replace("’", "'");
  }

  private static List<String> sorted(String printed) {
    return printed.lines().sorted().toList();
  }
}
