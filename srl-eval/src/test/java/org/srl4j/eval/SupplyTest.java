package org.srl4j.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the toolkit is built of, and where it reaches. */
class SupplyTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** {@code .m2/repository/GROUP/ARTIFACT/VERSION/ARTIFACT-VERSION.jar}. */
  private static final Pattern JAR = Pattern.compile(".*/([^/]+)/([^/]+)/\\1-\\2(?:-[^/]+)?\\.jar");

  private static final Pattern ROW =
      Pattern.compile("\\| `[^:`]+:([^`]+)` \\| ([^ ]+) \\| ([^|]+) \\|");

  /** Names of XML, which nobody fetches. */
  private static final Pattern XML_NAME =
      Pattern.compile("http://(?:maven\\.apache\\.org|www\\.w3\\.org)/");

  @Test
  void everyLibraryOfTheClassPathIsListedWithVersionAndLicence() throws IOException {
    Set<String> listed = new HashSet<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/dependencies.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        listed.add(row.group(1) + " " + row.group(2));
        assertFalse(row.group(3).contains("Unknown"), line);
      }
    }
    List<String> missing = new ArrayList<>();
    int jars = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Matcher jar = JAR.matcher(entry.replace('\\', '/'));
      if (jar.matches() && !entry.contains("surefire") && !entry.contains("launcher")) {
        jars++;
        String library = jar.group(1) + " " + jar.group(2);
        if (!listed.contains(library)) {
          missing.add(library);
        }
      }
    }
    assertTrue(jars > 50, "only " + jars + " libraries found; is the class path a manifest?");
    assertEquals(List.of(), missing, "run the command of docs/dependencies.md and add them");
  }

  @Test
  void nothingIsReachedWithoutEncryption() throws IOException {
    List<String> found = new ArrayList<>();
    for (String module : List.of("srl-core", "srl-models", "srl-eval")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text = Files.readString(file, StandardCharsets.ISO_8859_1);
          if (XML_NAME.matcher(text).replaceAll("").contains("http://")) {
            found.add(file.toString());
          }
        }
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void whatJarsCarryInsideIsListedWithItsVersion() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/dependencies.md"));
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!JAR.matcher(entry.replace('\\', '/')).matches()) {
        continue;
      }
      String own = Path.of(entry).getParent().getParent().getFileName().toString();
      try (ZipFile jar = new ZipFile(entry)) {
        for (ZipEntry file : jar.stream().filter(SupplyTest::isMavenFacts).toList()) {
          String[] parts = file.getName().split("/"); // META-INF/maven/GROUP/ARTIFACT/...
          Properties facts = new Properties();
          facts.load(jar.getInputStream(file));
          String row = "| `" + parts[2] + ":" + parts[3] + "` | " + facts.get("version") + " |";
          if (!parts[3].equals(own)) {
            found++;
            if (!page.contains(row)) {
              missing.add(row + " in " + own);
            }
          }
        }
      }
    }
    assertTrue(found >= 18, "only " + found + " found");
    assertEquals(List.of(), missing);
  }

  private static boolean isMavenFacts(ZipEntry entry) {
    return entry.getName().matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
  }

  /** docs/dependencies.md says that the old libraries inside ND4J get no bytes from outside. */
  @Test
  void nothingOfOursReadsWithTheLibrariesInsideNd4j() throws IOException {
    Pattern reading =
        Pattern.compile(
            "org\\.nd4j\\.(shade|serde)|SameDiff\\.(load|fromFlat)|Nd4j\\.(read|load|createFromNpy)"
                + "|org\\.nd4j\\.(onnx|tensorflow|samediff\\.frameworkimport)");
    List<String> found = new ArrayList<>();
    for (String module : List.of("srl-core", "srl-models", "srl-eval")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (reading.matcher(Files.readString(file)).find()) {
            found.add(file.toString());
          }
        }
      }
    }
    assertEquals(List.of(), found);
  }
}
