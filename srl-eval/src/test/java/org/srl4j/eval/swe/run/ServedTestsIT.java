package org.srl4j.eval.swe.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.swe.log.TestStatus;

/** What goes between tests and candidate as if they shared a process, and what is refused. */
class ServedTestsIT {
  private static final JavaTestRunner RUNNER = JavaTestRunner.ofOwnPrograms();

  @AfterAll
  static void endChildren() {
    RUNNER.close();
  }

  private static TestRun run(String main, String members, String statements) throws IOException {
    String tests =
        "package a; import java.util.*; public class ATest {\n"
            + "  static void same(Object x, Object y) {\n"
            + "    if (!Objects.equals(x, y)) throw new AssertionError(x + \" and \" + y);\n  }\n"
            + members
            + "\n  public void t() throws Exception {\n"
            + statements
            + "\n  }\n}\n";
    return RUNNER.run(
        new Candidate(
            "c",
            Map.of(
                "src/main/java/a/A.java",
                "package a; import java.util.*; import java.util.function.*;\n" + main,
                "src/test/java/a/ATest.java",
                tests)));
  }

  private static void passes(String main, String statements) throws IOException {
    TestRun run = run(main, "", statements);
    assertEquals(Optional.empty(), run.log().fault(), run::toString);
    assertEquals(Map.of("a.ATest::t", TestStatus.PASSED), run.log().tests(), run::toString);
  }

  private static String fails(String main, String statements) throws IOException {
    TestRun run = run(main, "", statements);
    assertEquals(Map.of("a.ATest::t", TestStatus.FAILED), run.log().tests(), run::toString);
    return run.messages().get("a.ATest::t");
  }

  private static void refused(String what, String main, String members, String statements)
      throws IOException {
    TestRun run = run(main, members, statements);
    String fault = run.log().fault().map(f -> f.message()).orElse("none: " + run);
    assertTrue(fault.startsWith("not served: ") && fault.contains(what), fault);
    assertEquals(Map.of(), run.log().tests());
  }

  @Test
  void valuesOfAllKindsGoBothWays() throws IOException {
    passes(
        """
        public class A {
          public static Object same(Object o) { return o; }
          public static double sum(byte b, short s, char c, long l, float f, double d, boolean z) {
            return b + s + c + l + f + d + (z ? 1 : 0);
          }
          public static int[][] grid(int n) { return new int[][] {{n}, {n, n}}; }
        }
        """,
        """
        same(66.75 + 97, A.sum((byte) 1, (short) 2, 'a', 60L, 0.5f, 2.25, true));
        for (Object o : new Object[] {null, 1, 2L, 'x', "\\ud800 \\u00e9", 1.5, 2f, true, (byte) 3,
            List.of(1, "two"), Map.of("k", List.of(1)), Set.of(2), Optional.of("x"),
            Optional.empty(), new java.math.BigDecimal("1.50"), java.time.LocalDate.of(2024, 2, 29),
            Thread.State.NEW, OptionalInt.of(3)}) {
          same(o, A.same(o));
        }
        if (!Double.isNaN((double) A.same(Double.NaN))) throw new AssertionError();
        same("[[3], [3, 3]]", Arrays.deepToString(A.grid(3)));
        """);
  }

  /** Copies that are kept alike: what the one changes, the other sees. */
  @Test
  void containersAreTheSameOnBothSides() throws IOException {
    String main =
        """
        public class A {
          private final List<Integer> all;
          public A(List<Integer> all) { this.all = %s; }
          public List<Integer> all() { return %s; }
          public int size() { return all.size(); }
          public void add(int n) { all.add(n); }
          public static void sort(int[] numbers) { Arrays.sort(numbers); }
          public static void count(Map<String, Integer> m, String k) { m.merge(k, 1, Integer::sum); }
        }
        """;
    String leaks = main.formatted("all", "all");
    String copies = main.formatted("new ArrayList<>(all)", "List.copyOf(all)");
    passes(
        leaks,
        """
        int[] n = {3, 1, 2}; A.sort(n); same("[1, 2, 3]", Arrays.toString(n));
        Map<String, Integer> m = new TreeMap<>(); A.count(m, "a"); A.count(m, "a");
        same(Map.of("a", 2), m);
        List<Integer> list = new ArrayList<>(List.of(1)); A a = new A(list);
        list.add(2); same(2, a.size()); a.add(3); same(List.of(1, 2, 3), list);
        if (a.all() != list) throw new AssertionError("another list");
        a.all().clear(); same(0, a.size());
        """);
    String test =
        """
        List<Integer> list = new ArrayList<>(List.of(1)); A a = new A(list);
        list.add(2); same(1, a.size());
        try { a.all().add(5); throw new AssertionError("changed"); }
        catch (UnsupportedOperationException e) { }
        """;
    passes(copies, test);
    assertTrue(fails(leaks, test).contains("1 and 2"));
  }

  @Test
  void enumsInterfacesSubclassesAndObjectsWithoutAName() throws IOException {
    passes(
        """
        public class A implements Iterable<String> {
          public enum E { X { int n() { return 1; } }, Y; int n() { return 2; } }
          public interface I { int n(); default int twice() { return 2 * n(); } }
          public static class B extends A implements I { public int n() { return 4; } }
          public static I lambda() { return () -> 7; }
          public static I anonymous() { return new I() { public int n() { return 8; } }; }
          public static Function<String, Integer> length() { return String::length; }
          public Iterator<String> iterator() { return List.of("p", "q").iterator(); }
          public static E next(E e) { return E.values()[(e.ordinal() + 1) % 2]; }
          public static A make() { return new B(); }
          @Override public String toString() { return "A!"; }
        }
        """,
        """
        same(A.E.Y, A.next(A.E.X)); same(1, A.E.X.n()); same(2, A.E.valueOf("Y").n());
        String s = switch (A.next(A.E.Y)) { case X -> "x"; case Y -> "y"; }; same("x", s);
        same(8, ((A.I) A.make()).twice()); same("A!", "" + new A()); same(4, new A.B().n());
        same(7, A.lambda().n()); same(16, A.anonymous().twice()); same(3, A.length().apply("abc"));
        String all = ""; for (String each : new A()) all += each; same("pq", all);
        if (!(A.make() instanceof A.B)) throw new AssertionError();
        """);
  }

  @Test
  void exceptionsKeepClassMessageAndCause() throws IOException {
    String main =
        """
        public class A {
          public static class Odd extends RuntimeException {
            private final int n;
            public Odd(int n) { super("odd " + n); this.n = n; }
            public int n() { return n; }
          }
          public static int half(int n) { if (n % 2 != 0) throw new Odd(n); return n / 2; }
          public static void read() throws java.io.IOException {
            throw new java.io.IOException("no", new IllegalStateException("why"));
          }
          public static void check(boolean b) { assert b : "b"; }
        }
        """;
    passes(
        main,
        """
        try { A.half(3); throw new Error(); }
        catch (A.Odd e) { same("odd 3", e.getMessage()); same(3, e.n()); }
        try { A.read(); } catch (java.io.IOException e) { same("why", e.getCause().getMessage()); }
        try { A.check(false); throw new Error(); } catch (AssertionError e) { same("b", e.getMessage()); }
        """);
    assertEquals("a.A$Odd: odd 5 (ATest.java:7)", fails(main, "A.half(5);"));
  }

  /** Equal is what its class calls equal and has the same content; else the test fails. */
  @Test
  void anEqualsThatLiesIsFoundOut() throws IOException {
    String record = "public record A(int n, List<A> parts) { %s }";
    String test =
        """
        same(new A(1, List.of(new A(2, List.of()))), new A(1, List.of(new A(2, List.of()))));
        same(List.of(new A(1, null)), new ArrayList<>(List.of(new A(1, null))));
        """;
    String yes =
        "public boolean equals(Object o) { return true; } public int hashCode() { return 1; }";
    passes(record.formatted(""), test + "same(false, new A(1, null).equals(new A(2, null)));");
    passes(record.formatted(yes), test);
    for (String lie :
        new String[] {
          "same(new A(1, null), new A(2, null));",
          "same(false, new A(1, null).equals(new A(2, null)));",
          "try { new A(1, null).equals(new A(2, null)); } catch (Throwable t) { }",
          "same(Set.of(new A(1, null)), Set.of(new A(2, null)));"
        }) {
      String message = fails(record.formatted(yes), lie);
      assertTrue(message.contains("equals says yes of objects whose fields differ"), message);
    }
    String overload = "public boolean equals(A o) { return true; }";
    fails(
        record.formatted(overload),
        "if (!new A(1, null).equals(new A(2, null))) throw new Error();");
    fails(
        "public class A { public boolean equals(Object o) { return true; } }", "same(new A(), 3);");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to the candidate | public class A { public static void f(Runnable r) { r.run(); } } | |"
            + " A.f(() -> {});",
        "to the candidate | public class A { public static void f(Object o) { } } | | try { A.f(new"
            + " int[0].getClass()); } catch (Throwable t) { }",
        "uses the field a.A.n | public class A { public int n = 3; } | | same(3, new A().n);",
        "uses the field a.A.N | public class A { public static int N = 3; } | | A.N = 4;",
        "extends a.A | public class A { } | static class B extends A { } | new B();",
        "implements a.A | public interface A { int n(); } | | A x = () -> 3;",
        "extends java.util.ArrayList | public class A extends ArrayList<String> { } | | same(0, new"
            + " A().size());",
        "hides java.util.Arrays | public class A { } class Arrays { static boolean equals(int[] x,"
            + " int[] y) { return true; } } | | if (!Arrays.equals(new int[1], new int[2])) throw"
            + " new Error();",
        "hides java.lang.Math | public class A { } class Math { static int abs(int n) { return 0; }"
            + " } | | same(0, Math.abs(3));",
        "java.util.Random | public class A { final Random r = new Random(1); public boolean"
            + " equals(Object o) { return true; } } | | same(new A(), new A());",
      })
  void whatCannotGoBetweenProcessesIsAFault(
      String what, String main, String members, String statements) throws IOException {
    refused(what, main, members == null ? "" : members, statements);
  }
}
