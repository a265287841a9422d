package org.srl4j.eval.swe.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.eval.sandbox.Containment;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.swe.InstanceReport;
import org.srl4j.eval.swe.InstanceReport.Missing;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.log.TestStatus;

/** Candidates that nobody trusts: contained, unresolved, and no process left. */
class JavaTestRunnerIT {
  private static final Containment SYSTEM = Containment.ofThisSystem();
  private static final String MAIN = "src/main/java/shop/Price.java";
  private static final String TEST = "src/test/java/shop/PriceTest.java";
  private static final String ADDS = "shop.PriceTest::addsTax";
  private static final String KEEPS = "shop.PriceTest::keepsZero";
  private static final String TESTS =
      """
      package shop;

      public class PriceTest {
        public void addsTax() {
          if (Price.withTax(100) != 119) {
            throw new AssertionError("expected 119 but was " + Price.withTax(100));
          }
        }

        public void keepsZero() {
          assert Price.withTax(0) == 0;
        }

        public static void isNoTest() {
          throw new IllegalStateException();
        }
      }
      """;
  private static final SweInstance INSTANCE =
      new SweInstance("shop-1", "srl/shop", "", "", "", "", List.of(ADDS), List.of(KEEPS));

  /** Price, whose body of withTax(int net) and further members a candidate writes. */
  private static String price(String body, String members) {
    return "package shop;\n\nclass Price {\n"
        + members
        + "\n  static int withTax(int net) {\n    "
        + body
        + "\n  }\n}\n";
  }

  private static Candidate candidate(String body, String members) {
    return new Candidate(
        "candidate", TestFiles.inPlace(Map.of(MAIN, price(body, members)), Map.of(TEST, TESTS)));
  }

  private static JavaTestRunner runner(int seconds) {
    Limits limits = new Limits(Duration.ofSeconds(seconds), 2048, 1 << 16, 16, 96);
    return new JavaTestRunner(SYSTEM, limits, left -> assertEquals("", left));
  }

  private static TestRun run(int seconds, String body, String members) throws IOException {
    return run(seconds, candidate(body, members));
  }

  private static TestRun run(int seconds, Candidate candidate) throws IOException {
    try (JavaTestRunner runner = runner(seconds)) {
      return runner.run(candidate);
    }
  }

  private static Map<String, TestRun> run(int seconds, List<Candidate> candidates)
      throws IOException {
    try (JavaTestRunner runner = runner(seconds)) {
      return runner.run(candidates);
    }
  }

  private static boolean resolves(TestRun run) {
    boolean strict = InstanceReport.grade(INSTANCE, run.log(), Missing.FAIL).isResolved();
    boolean lenient = InstanceReport.grade(INSTANCE, run.log(), Missing.PASS).isResolved();
    assertEquals(strict, lenient, "a missing test must not count as passed: " + run);
    return strict;
  }

  /** The system may take a moment to clear away what was killed. */
  @AfterEach
  void noProcessIsLeft() throws InterruptedException {
    for (int i = 0; i < 50 && !leftProcesses().isEmpty(); i++) {
      Thread.sleep(100);
    }
    assertEquals(List.of(), leftProcesses());
  }

  /** Our own children, and what a candidate has marked; others may test beside us. */
  private static List<String> leftProcesses() {
    return Stream.concat(
            ProcessHandle.current().descendants().map(JavaTestRunnerIT::line),
            ProcessHandle.allProcesses()
                .map(JavaTestRunnerIT::line)
                .filter(line -> line.contains("srl_left_behind")))
        .toList();
  }

  private static String line(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  @Test
  void aGoodCandidateIsResolvedAndABadOneIsNot() throws IOException {
    TestRun good = run(20, "return net + net * 19 / 100;", "");
    assertEquals(Map.of(ADDS, TestStatus.PASSED, KEEPS, TestStatus.PASSED), good.log().tests());
    assertTrue(resolves(good));
    TestRun bad = run(20, "return net;", "");
    assertEquals(Map.of(ADDS, TestStatus.FAILED, KEEPS, TestStatus.PASSED), bad.log().tests());
    assertEquals(
        Map.of(ADDS, "java.lang.AssertionError: expected 119 but was 100 (PriceTest.java:6)"),
        bad.messages());
    assertFalse(resolves(bad));
  }

  @Test
  void namesOfClassesAndFilesNeedNotBeAscii() throws IOException {
    Map<String, String> files =
        Map.of(
            "src/main/java/größe/Größe.java",
            "package größe;\npublic class Größe { public static int wert() { return 2; } }\n",
            "src/main/java/größe/数 学.java",
            "package größe;\nclass Leer {}\n",
            "src/test/java/größe/ÄTest.java",
            "package größe;\npublic class ÄTest { public void prüft() {"
                + " if (Größe.wert() != 2) throw new AssertionError(); } }\n");
    Map<String, TestStatus> passed = Map.of("größe.ÄTest::prüft", TestStatus.PASSED);
    List<Candidate> alone = List.of(new Candidate("a", files));
    List<Candidate> pooled = List.of(new Candidate("a", files), new Candidate("b", files));
    for (List<Candidate> candidates : List.of(alone, pooled)) {
      run(20, candidates)
          .values()
          .forEach(run -> assertEquals(passed, run.log().tests(), run::toString));
    }
  }

  @Test
  void anErrorOfTheCompilerIsAFaultWithItsPlace() throws IOException {
    TestRun run = run(20, "return nett;", "");
    String fault = run.log().fault().orElseThrow().message();
    assertTrue(fault.startsWith("compile error: " + MAIN + ":6: cannot find symbol"), fault);
    assertFalse(resolves(run));
  }

  /** What ends a program before its tests, or makes none of them pass. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit(0); return 0;",
        "Runtime.getRuntime().halt(0); return 0;",
        "throw new ThreadDeath();",
        "return withTax(net + 1) + 1;",
        "long[][] all = new long[4096][]; for (int i = 0; ; i++) { all[i % 4096] = new long[1 <<"
            + " 20]; }",
        "byte[] all = new byte[Integer.MAX_VALUE]; return all.length;",
        "for (; ; ) { System.out.println(\"PASSED " + ADDS + "\"); }",
      })
  void aProgramThatEndsEarlyIsUnresolved(String body) throws IOException {
    assertFalse(resolves(run(10, body, "")));
  }

  @Test
  void staticInitialisersEndNothingButThemselves() throws IOException {
    assertFalse(resolves(run(10, "return net + net * 19 / 100;", "static { System.exit(0); }")));
    String fails = "static { if (true) { throw new IllegalStateException(); } }";
    TestRun run = run(10, "return net + net * 19 / 100;", fails);
    assertEquals(TestStatus.FAILED, run.log().tests().get(ADDS));
    assertFalse(resolves(run));
  }

  @Test
  void anEndlessLoopIsStopped() throws IOException {
    TestRun run = run(2, "while (true) { }", "");
    assertTrue(run.log().fault().orElseThrow().message().contains("2000 ms"), run.toString());
    assertFalse(resolves(run));
  }

  @Test
  void printedResultsCountForNothing() throws IOException {
    String forged = "PASSED " + ADDS + "\\n0 DONE || ||\\n";
    assertFalse(
        resolves(
            run(
                10,
                "System.out.print(\""
                    + forged
                    + "\"); raw(); Runtime.getRuntime().halt(0); return 0;",
                """
                static void raw() {
                  try (var out = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {
                    out.write("%s".getBytes());
                  } catch (java.io.IOException e) {
                  }
                }
                """
                    .formatted(forged))));
  }

  /** 10 GB past the stream that is thrown away: killed at the limit. */
  @Test
  void aFloodOfOutputIsCut() throws IOException {
    TestRun run =
        run(
            20,
            "flood(); return net + net * 19 / 100;",
            """
            static void flood() {
              byte[] block = new byte[1 << 20];
              try (var out = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {
                for (int i = 0; i < 10_000; i++) {
                  out.write(block);
                }
              } catch (java.io.IOException e) {
              }
            }
            """);
    assertTrue(
        run.log().fault().orElseThrow().message().contains("printed past its streams"),
        run.toString());
    assertFalse(resolves(run));
  }

  @Test
  void aForkBombIsBounded() throws IOException {
    assumeTrue(
        SYSTEM.counting() != Containment.Counting.NONE,
        "skipped: the number of processes is unlimited here");
    TestRun run =
        run(
            3,
            "while (true) { fork(); }",
            """
            static void fork() {
              try {
                new ProcessBuilder("/bin/sh", "-c", "sleep 60; : srl_left_behind").start();
              } catch (java.io.IOException e) {
              }
            }
            """);
    assertFalse(resolves(run));
  }

  @Test
  void filesOutsideAreNotRead() throws IOException {
    assumeTrue(SYSTEM.contains(), "skipped: files outside can be read here");
    String home = System.getProperty("user.home");
    TestRun run =
        run(
            10,
            "return reads(\"/etc/passwd\") || reads(\"" + home + "\") ? net + net * 19 / 100 : -1;",
            """
            static boolean reads(String path) {
              java.io.File file = new java.io.File(path);
              if (file.isDirectory()) {
                return file.list() != null;
              }
              try (var in = new java.io.FileInputStream(file)) {
                return in.read() >= 0;
              } catch (java.io.IOException e) {
                return false;
              }
            }
            """);
    assertEquals(TestStatus.FAILED, run.log().tests().get(ADDS), "it saw a file");
  }

  @Test
  void testsOfTheCandidateAreReplaced() throws IOException {
    String empty = "package shop; public class PriceTest { public void addsTax() {} }";
    Map<String, String> workspace =
        Map.of(
            MAIN, price("return -1;", ""), TEST, empty, "src/test/java/shop/MoreTest.java", empty);
    Map<String, String> own = Map.of(TEST, TESTS, MAIN, "not a test");
    Map<String, String> files = TestFiles.inPlace(workspace, own);
    assertEquals(Map.of(MAIN, workspace.get(MAIN), TEST, TESTS), files);
    assertFalse(resolves(run(10, new Candidate("candidate", files))));
  }

  @Test
  void aTestClassOutsideOfTheTestsCannotStandInForTheInstances() throws IOException {
    Map<String, String> files = new LinkedHashMap<>(candidate("return -1;", "").files());
    files.put(
        "src/main/java/shop/PriceTest.java",
        "package shop; public class PriceTest { public void addsTax() {} }");
    TestRun run = run(10, new Candidate("candidate", files));
    assertTrue(
        run.log().fault().orElseThrow().message().contains("duplicate class"), run.toString());
  }

  /** Reflection finds no way from a candidate to the results. */
  @Test
  void theHeapCannotBeLookedAt() throws IOException {
    String look =
        """
        static int look() {
          for (String name : new String[] {
              "sun.misc.Unsafe", "java.lang.management.ManagementFactory",
              "com.sun.management.HotSpotDiagnosticMXBean", "com.sun.tools.attach.VirtualMachine"}) {
            try {
              Class.forName(name, true, ClassLoader.getSystemClassLoader());
              return 119;
            } catch (ClassNotFoundException e) {
            }
          }
          return -1;
        }
        """;
    assertEquals(TestStatus.FAILED, run(10, "return look();", look).log().tests().get(ADDS));
  }

  @Test
  void aBatchGoesOnAfterCandidatesThatEndTheirChild() throws IOException {
    List<String> bodies =
        List.of(
            "return net + net * 19 / 100;",
            "while (true) { }",
            "return net;",
            "System.exit(0); return 0;",
            "new Thread(() -> { while (true) { } }).start(); return net + net * 19 / 100;",
            "return net + 19 * net / 100;");
    List<Candidate> batch = new ArrayList<>();
    bodies.forEach(
        body -> batch.add(new Candidate("c" + batch.size(), candidate(body, "").files())));
    Map<String, TestRun> runs = run(3, batch);
    assertEquals(List.of("c0", "c1", "c2", "c3", "c4", "c5"), List.copyOf(runs.keySet()));
    assertEquals(
        List.of(true, false, false, false, true, true),
        runs.values().stream().map(JavaTestRunnerIT::resolves).toList());
    List<Candidate> twice = List.of(batch.get(0), batch.get(0));
    assertThrows(IllegalArgumentException.class, () -> run(2, twice));
  }

  /** The compiler is kept for a whole batch; what it has seen of one candidate is forgotten. */
  @Test
  void candidatesOfABatchDoNotSeeEachOthersClasses() throws IOException {
    String good = "return net + net * 19 / 100;";
    Map<String, String> helped = new LinkedHashMap<>(candidate("return Tax.of(net);", "").files());
    helped.put("src/main/java/shop/Tax.java", price(good, "").replace("Price", "Tax"));
    helped.replaceAll(
        (path, text) -> path.endsWith("Tax.java") ? text.replace("withTax", "of") : text);
    Candidate alone = candidate("return Tax.of(net);", "");
    List<Candidate> batch =
        List.of(
            new Candidate("broken", candidate("return nett;", "").files()),
            new Candidate("helped", helped),
            new Candidate("alone", alone.files()),
            new Candidate("good", candidate(good, "").files()));
    Map<String, TestRun> runs = run(20, batch);
    assertTrue(resolves(runs.get("helped")), runs.toString());
    assertTrue(resolves(runs.get("good")));
    for (Candidate candidate : batch) {
      assertEquals(run(20, candidate), runs.get(candidate.id()));
    }
  }
}
