package org.srl4j.eval.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  enum Scale {
    GROUP,
    BATCH_WIDE
  }

  record Filter(boolean enabled, double epsilon) {
    Filter {
      if (!(epsilon >= 0)) {
        throw new IllegalArgumentException("epsilon: must be at least 0, got " + epsilon);
      }
    }

    static Filter defaults() {
      return new Filter(true, 0.02);
    }
  }

  record Srl(
      int groupSize,
      double topP,
      Scale scale,
      List<Double> learningRates,
      Optional<Filter> filter) {
    Srl {
      if (groupSize < 2) {
        throw new IllegalArgumentException(
            "groupSize: must be at least 2 (the std of one reward is undefined), got " + groupSize);
      }
      if (groupSize > 64 && learningRates.isEmpty()) {
        throw new IllegalArgumentException("a group above 64 needs learning rates");
      }
    }

    static Srl defaults() {
      return new Srl(8, 1.0, Scale.GROUP, List.of(1e-4), Optional.empty());
    }
  }

  record Settings(String name, long seed, Optional<Integer> limit, Srl srl, List<Filter> filters) {
    static Settings defaults() {
      return new Settings("run", 42, Optional.empty(), Srl.defaults(), List.of());
    }
  }

  @TempDir Path folder;
  Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("run.yaml");
  }

  private Settings load(String yaml, String... overrides) throws IOException {
    Files.writeString(file, yaml);
    return ConfigLoader.load(Settings.class, file, List.of(overrides));
  }

  private String fault(String yaml, String... overrides) {
    Exception e = assertThrows(ConfigException.class, () -> load(yaml, overrides));
    return e.getMessage().replace(file.toString(), "run.yaml");
  }

  @Test
  void emptyFileGivesTheDefaults() throws IOException {
    assertEquals(Settings.defaults(), load(""));
    assertEquals(Settings.defaults(), load("# only a comment\n"));
    assertEquals(Settings.defaults(), ConfigLoader.load(Settings.class, List.of()));
  }

  @Test
  void fileReplacesWhatItNames() throws IOException {
    Settings read =
        load(
            """
            name: "7"     # a text, quoted or not
            seed: 9007199254740993
            limit: 3
            srl:
              top_p: 9.5e-1
              scale: batch_wide
              learning_rates: [1e-4, 3]
              filter:
                enabled: false
            filters:
              - epsilon: 0.5
              - {enabled: false}
            """);
    Filter off = new Filter(false, 0.02); // epsilon from Filter.defaults()
    assertEquals(
        new Settings(
            "7",
            9007199254740993L, // 2^53 + 1, not representable as double
            Optional.of(3),
            new Srl(8, 0.95, Scale.BATCH_WIDE, List.of(1e-4, 3.0), Optional.of(off)),
            List.of(new Filter(true, 0.5), off)),
        read);
  }

  @Test
  void nestingWithoutEndIsRefusedBeforeTheStackIsFull() {
    // the file's own mapping is level 1, so the 32nd bracket is one too many: column 6 + 31
    assertEquals(
        "run.yaml:1:37: nested deeper than 32 levels", fault("srl: " + "[".repeat(100_000)));
    // the key before the 32nd brace: column 7 + 30 * 4
    assertEquals(
        "run.yaml:1:127: nested deeper than 32 levels", fault("srl: " + "{a: ".repeat(100_000)));
  }

  @Test
  void jsonIsReadAsYaml() throws IOException {
    assertEquals(4, load("{\"srl\": {\"group_size\": 4}}").srl().groupSize());
  }

  @Test
  void overridesWinOverTheFile() throws IOException {
    Settings read =
        load(
            "name: a\nlimit: 3\nsrl:\n  group_size: 4\n  top_p: 0.5\n",
            "--srl.group_size=16",
            "limit=null",
            "--name=b=c: d",
            "--srl.learning_rates=1e-3,2e-3",
            "--srl.filter.epsilon=0.1",
            "--filters=[{epsilon: 1}, {}]");
    assertEquals(16, read.srl().groupSize());
    assertEquals(0.5, read.srl().topP());
    assertEquals(Optional.empty(), read.limit());
    assertEquals("b=c: d", read.name());
    assertEquals(List.of(1e-3, 2e-3), read.srl().learningRates());
    assertEquals(Optional.of(new Filter(true, 0.1)), read.srl().filter());
    assertEquals(List.of(new Filter(true, 1), Filter.defaults()), read.filters());
  }

  @Test
  void aSectionInBracesIsLaidOverTheFiles() throws IOException {
    String yaml = "srl:\n  group_size: 4\n  top_p: 0.5\n";
    Settings read = load(yaml, "srl={group_size: 16, filter: {epsilon: 0.1}}", "name={a: b}");
    assertEquals(16, read.srl().groupSize());
    assertEquals(0.5, read.srl().topP());
    assertEquals(Optional.of(new Filter(true, 0.1)), read.srl().filter());
    assertEquals("{a: b}", read.name());
    assertEquals(read.srl(), load(yaml, "srl={group_size: 16}", "srl.filter.epsilon=0.1").srl());
    assertEquals(7, load("", "srl={top_p: 0.5}", "srl.group_size=7").srl().groupSize());
    assertEquals(
        "srl={groupsize: 16}: srl.groupsize: unknown key; did you mean srl.group_size?",
        fault("", "srl={groupsize: 16}").split(" Allowed")[0]);
  }

  @Test
  void emptyBracketsEmptyAList() throws IOException {
    assertEquals(List.of(), load("", "--srl.learning_rates=[]").srl().learningRates());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "srl.top_p=0.9f | a finite number such as 0.02 or 1e-6, got 0.9f",
        "srl.top_p=NaN | a finite number such as 0.02 or 1e-6, got NaN",
        "srl.top_p=1e999 | a finite number such as 0.02 or 1e-6, got 1e999",
        "srl.group_size=8.0 | a whole number from -2147483648 to 2147483647, got 8.0",
        "srl.group_size=2147483648 | a whole number from -2147483648 to 2147483647, got 2147483648",
        "seed=9223372036854775808 | a whole number of 64 bits, got 9223372036854775808",
        "seed=010 | a whole number of 64 bits, got 010",
        "seed= | a whole number of 64 bits, got",
        "srl.scale=GROUP | one of group, batch_wide, got GROUP",
        "srl.filter.enabled=yes | true or false, got yes",
        "srl=8 | a section with the keys group_size, top_p, scale, learning_rates, filter, got 8",
        "limit=x | a whole number from -2147483648 to 2147483647, got x",
      })
  void overrideOfTheWrongKindIsRefused(String override, String rule) {
    String key = override.substring(0, override.indexOf('='));
    assertEquals(override + ": " + key + ": must be " + rule, fault("", override).stripTrailing());
  }

  @Test
  void valueOfTheWrongKindNamesKeyValueFileLineAndColumn() {
    assertEquals(
        "run.yaml:3:3: srl.group_size: must be a whole number from -2147483648 to 2147483647, got"
            + " eight",
        fault("name: a\nsrl:\n  group_size: eight\n"));
    assertEquals(
        "run.yaml:4:7: srl.learning_rates[1]: must be a finite number such as 0.02 or 1e-6, got x",
        fault("srl:\n  learning_rates:\n    - 1\n    - x\n"));
    assertEquals(
        "run.yaml:1:7: srl.learning_rates: must be a list such as [1, 2], got 1",
        fault("srl: {learning_rates: 1}\n"));
    assertEquals(
        "run.yaml:2:1: name: must be a text, got a list of 2", fault("seed: 1\nname: [a, b]"));
    assertEquals("run.yaml:1:1: name: must be a text, got null", fault("name:\n"));
    assertEquals(
        "run.yaml:1:1: srl: must be a section with the keys group_size, top_p, scale,"
            + " learning_rates, filter, got null",
        fault("srl:\nseed: 3\n"));
  }

  @Test
  void valueOutOfRangeNamesKeyValueFileLineAndColumn() {
    assertEquals(
        "run.yaml:2:3: srl.group_size = 1: must be at least 2 (the std of one reward is undefined),"
            + " got 1",
        fault("srl:\n  group_size: 1\n  top_p: 1\n"));
    assertEquals(
        "--srl.filter.epsilon=-1: srl.filter.epsilon = -1: must be at least 0, got -1.0",
        fault("srl:\n  filter: {}\n", "--srl.filter.epsilon=-1"));
    assertEquals(
        "run.yaml:1:1: srl: a group above 64 needs learning rates",
        fault("srl:\n  group_size: 65\n  learning_rates: []\n"));
  }

  @Test
  void unknownKeyNamesTheNearestAndAllAllowed() {
    assertEquals(
        "run.yaml:2:3: srl.grop_size: unknown key; did you mean srl.group_size? Allowed in srl:"
            + " group_size, top_p, scale, learning_rates, filter",
        fault("srl:\n  grop_size: 3\n"));
    assertEquals(
        "run.yaml:2:1: slr: unknown key; did you mean srl? Allowed: name, seed, limit, srl, filters",
        fault("name: a\nslr:\n  group_size: 3\n"));
    assertEquals(
        "--srl.groupSize=3: srl.groupSize: unknown key; did you mean srl.group_size? Allowed in"
            + " srl: group_size, top_p, scale, learning_rates, filter",
        fault("", "--srl.groupSize=3"));
    assertEquals(
        "run.yaml:2:5: filters[0].eps: unknown key; did you mean filters[0].epsilon? Allowed in"
            + " filters[0]: enabled, epsilon",
        fault("filters:\n  - eps: 3\n"));
  }

  @Test
  void keyThatStandsTwiceIsRefused() {
    assertEquals(
        "run.yaml:3:1: seed: stands twice, first at run.yaml:1:1; keep one",
        fault("seed: 1\nname: a\nseed: 1\n"));
    assertEquals(
        "--seed=2: seed: stands twice, first as --seed=1; keep one",
        fault("", "--seed=1", "--seed=2"));
  }

  @Test
  void malformedFilesAndOverridesAreRefused() {
    assertTrue(fault("name: [a\nseed: 1\n").startsWith("run.yaml:2:5: not valid YAML: expected"));
    assertEquals("run.yaml:1:1: must hold keys with values, got a list of 1", fault("- a\n"));
    assertTrue(fault("seed: 1\n---\nseed: 2\n").contains("must hold one document"));
    assertEquals(
        "run.yaml:3:3: aliases (*name) are not allowed; write the value out",
        fault("seed: &a 1\nsrl:\n  group_size: *a\n"));
    assertEquals(
        "--seed: a setting is key=value with a dotted key, e.g. methods.srl.group_size=8",
        fault("", "--seed"));
    assertEquals(
        "--seed.a=1: seed.a: has no keys inside seed, which is 1 at run.yaml:1:1",
        fault("seed: 1", "--seed.a=1"));
    assertTrue(fault("", "--filters=[{").startsWith("--filters=[{: not valid YAML: "));
  }

  @Test
  void textThatIsNoYamlSaysWhatWasWantedWhereAndHowToQuoteIt() {
    // prompt: {system: Give it in a \\boxed{ has 37 characters, the brace is the last
    assertEquals(
        "run.yaml:2:37: not valid YAML: expected ',' or '}', but got { while parsing a flow"
            + " mapping; a text with { } [ ] , # or \": \" in it needs 'single quotes'",
        fault("name: a\nprompt: {system: Give it in a \\boxed{}., plain: x}\n"));
    assertTrue(fault("name: \"a\\boxed\n").startsWith("run.yaml:2:1: not valid YAML: "));
    assertTrue(fault("name: \"a\\q\"\n").startsWith("run.yaml:1:10: not valid YAML: "));
    assertTrue(fault("name: a: b\n").startsWith("run.yaml:1:8: not valid YAML: "));
    assertTrue(fault("name: @b\n").startsWith("run.yaml:1:7: not valid YAML: "));
    assertTrue(fault("srl:\n\tgroup_size: 1\n").startsWith("run.yaml:2:1: not valid YAML: "));
    assertEquals(
        "run.yaml:2:8: not valid YAML: the character U+0001", fault("seed: 1\nname: a\u0001\n"));
    assertTrue(fault("{\"name\": \"a\" \"seed\": 1}").startsWith("run.yaml:1:14: not valid"));
  }

  @Test
  void anEscapeThatLatexDidNotMeanIsRefused() throws IOException {
    assertEquals(
        "run.yaml:1:1: holds the control character U+0008; between double quotes \\b and \\f are"
            + " escapes, 'single quotes' keep them",
        fault("name: \"in \\boxed{}\"\n"));
    assertTrue(fault("name: \"\\frac\"\n").startsWith("run.yaml:1:1: holds the control"));
    assertEquals("in \\boxed{}", load("name: 'in \\boxed{}'\n").name());
    assertEquals("a\tb\n", load("name: \"a\\tb\\n\"\n").name());
  }

  @Test
  void missingFileIsAnIoError() {
    assertThrows(
        NoSuchFileException.class, () -> ConfigLoader.load(Settings.class, file, List.of()));
  }

  @Test
  void recordWithoutDefaultsIsTheProgrammersFault() {
    record Bare(int a) {}
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> ConfigLoader.load(Bare.class, List.of()));
    assertTrue(e.getMessage().endsWith("needs a static method defaults()"), e.getMessage());
  }
}
