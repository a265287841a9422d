package org.srl4j.eval.swe.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.eval.sandbox.Containment;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.swe.log.TestStatus;
import org.srl4j.eval.swe.run.HostileCandidates.Hostile;
import org.srl4j.eval.swe.run.HostileCandidates.Kind;

/** Every attack, contained as well as this system can: none is resolved, none writes outside. */
@EnabledOnOs(OS.LINUX)
class HostileCandidatesIT {
  private static final Containment SYSTEM = Containment.ofThisSystem();
  private static final String MARK = "srl_hostile_" + System.nanoTime();
  private static final String TESTS =
      """
      package shop;

      import java.util.List;

      public class PriceTest {
        public void addsTax() {
          if (Price.withTax(100) != 119) throw new AssertionError("tax " + Price.withTax(100));
        }
        public void moneyIsEqual() {
          if (!new Money(119).equals(Price.money(100))) throw new AssertionError("money");
        }
        public void namesAreListed() {
          if (!List.of("net", "tax").equals(Price.names())) throw new AssertionError("names");
        }
      }
      """;
  private static final List<String> IDS =
      List.of(
          "shop.PriceTest::addsTax",
          "shop.PriceTest::moneyIsEqual",
          "shop.PriceTest::namesAreListed");
  private static final String MONEY = "package shop; public record Money(int cents) { }";

  @TempDir private Path outside;

  /** What this system offers; where nothing contains, none of these is run. */
  static List<Containment> levels() {
    return Stream.of(SYSTEM).filter(Containment::contains).toList();
  }

  private static Map<String, String> good() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "src/main/java/shop/Price.java",
        """
        package shop;
        public class Price {
          static int withTax(int net) { return net + net * 19 / 100; }
          static Money money(int net) { return new Money(withTax(net)); }
          static java.util.List<String> names() { return java.util.List.of("net", "tax"); }
        }
        """);
    files.put("src/main/java/shop/Money.java", MONEY);
    files.put("src/test/java/shop/PriceTest.java", TESTS);
    return files;
  }

  private Candidate candidate(Hostile hostile, int port) {
    String members = hostile.part("members");
    String names =
        members.contains(" names()")
            ? ""
            : "static java.util.List<String> names() { return java.util.List.of(); }\n";
    String price =
        """
        package shop;
        import java.io.FileOutputStream;
        import java.nio.file.Files;
        import java.nio.file.Path;
        public class Price {
          %s
          static int withTax(int net) { %s }
          static Money money(int net) { return new Money(-1); }
          %s
        }
        """
            .formatted(members, hostile.part("body"), names);
    Map<String, String> files = good();
    files.put("src/main/java/shop/Price.java", filled(price, port));
    hostile.parts().keySet().stream()
        .filter(path -> path.endsWith(".java"))
        .forEach(path -> files.put(path, hostile.part(path)));
    return new Candidate(hostile.name(), files);
  }

  private String filled(String text, int port) {
    return text.replace("@OUT@", outside.toString())
        .replace("@HOME@", System.getProperty("user.home"))
        .replace("@PORT@", "" + port)
        .replace("@PID@", "" + ProcessHandle.current().pid())
        .replace("@MARK@", MARK);
  }

  private static boolean resolves(TestRun run) {
    return run.log().fault().isEmpty()
        && IDS.stream().allMatch(id -> run.log().tests().get(id) == TestStatus.PASSED);
  }

  private static JavaTestRunner runner(Containment level, List<String> left) {
    Limits limits = new Limits(Duration.ofSeconds(4), 2048, 1 << 16, 16, 96);
    return new JavaTestRunner(level, limits, left::add);
  }

  /** Names, modes, times and contents of what is there, and what carries the mark elsewhere. */
  private Map<String, String> state() throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> all = Files.walk(outside)) {
      for (Path path : all.toList()) {
        PosixFileAttributes facts =
            Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String text = facts.isRegularFile() ? Files.readString(path) : "";
        state.put(
            path.toString(),
            facts.permissions() + " " + facts.owner() + " " + facts.lastModifiedTime() + text);
      }
    }
    for (String folder : List.of("/tmp", "/dev/shm", System.getProperty("user.home"))) {
      state.put(folder, "" + Files.exists(Path.of(folder, MARK)));
    }
    return state;
  }

  private static List<String> leftProcesses() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(MARK))
        .toList();
  }

  @Test
  void thereAreFortyOfTenKinds() throws IOException {
    List<Hostile> all = HostileCandidates.all();
    assertTrue(all.size() >= 40, "" + all.size());
    assertEquals(
        Set.of(Kind.values()), all.stream().map(Hostile::kind).collect(Collectors.toSet()));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("levels")
  void noneIsResolvedAndNoneReachesOut(Containment level) throws Exception {
    Files.writeString(outside.resolve("instances.jsonl"), "the gold patch");
    Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(
        outside.resolve("instances.jsonl"), PosixFilePermissions.fromString("rw-rw-rw-"));
    Map<String, String> before = state();
    List<String> left = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 50, here);
        DatagramSocket packets = new DatagramSocket(server.getLocalPort(), here);
        JavaTestRunner runner = runner(level, left)) {
      assertTrue(resolves(runner.run(new Candidate("good", good()))), "the good one");
      for (Hostile hostile : HostileCandidates.all()) {
        TestRun run = runner.run(candidate(hostile, server.getLocalPort()));
        outcomes.add(hostile.kind() + ": " + hostile.name() + ": " + outcome(run));
        assertTrue(!resolves(run), "forged: " + hostile + run);
        assertTrue(!reached(hostile, run), "reached out: " + hostile + run);
        assertEquals(before, state(), hostile.name());
      }
      assertTrue(resolves(runner.run(new Candidate("good", good()))), "the good one, at the end");
      assertNobodyCame(server, packets);
    }
    assertEquals(List.of(), left);
    assertEquals(List.of(), leftProcesses());
    write(level, outcomes);
  }

  /**
   * A candidate that returns the right number has seen what it should not. In a network of its own
   * it may listen, and send packets to itself; whether somebody came is asked at the end.
   */
  private static boolean reached(Hostile hostile, TestRun run) {
    boolean tells = hostile.kind() == Kind.READ || hostile.name().equals("connect");
    return tells && run.log().tests().get(IDS.get(0)) != TestStatus.FAILED;
  }

  private static String outcome(TestRun run) {
    return run.log()
        .fault()
        .map(fault -> fault.message())
        .orElse(run.messages().size() + " of " + IDS.size() + " tests failed");
  }

  private static void assertNobodyCame(ServerSocket server, DatagramSocket packets)
      throws IOException {
    server.setSoTimeout(50);
    packets.setSoTimeout(50);
    try (Socket came = server.accept()) {
      throw new AssertionError("somebody came from " + came);
    } catch (SocketTimeoutException e) {
      // nobody
    }
    try {
      packets.receive(new DatagramPacket(new byte[1], 1));
      throw new AssertionError("a packet came");
    } catch (SocketTimeoutException e) {
      // none
    }
  }

  /** The table, for the documentation. */
  private static void write(Containment level, List<String> outcomes) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "hostile"));
    String name = level.reach() + (level.user() ? "-user" : "") + ".txt";
    Files.write(folder.resolve(name), outcomes);
  }

  /**
   * Also where nothing keeps a candidate from files: what it prints and who it is do not matter.
   */
  @Test
  void noneIsForgedWithoutContainment() throws IOException {
    try (JavaTestRunner runner = runner(Containment.NONE, new ArrayList<>())) {
      for (Hostile hostile : HostileCandidates.all()) {
        if (hostile.kind() == Kind.FORGE) {
          assertTrue(!resolves(runner.run(candidate(hostile, 1))), hostile.name());
        }
      }
    }
  }
}
