package org.srl4j.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.fuzz.FuzzTarget;
import org.srl4j.eval.fuzz.Fuzzing;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.page.HtmlDocument;

/** Pages with completions that mean harm: no markup of theirs ever reaches the browser. */
class HtmlFuzzTest {
  private static final List<String> GOOD =
      List.of(
          Reports.HOSTILE,
          "</pre></details><iframe src=\"javascript:alert(1)\"></iframe>",
          "<svg/onload=alert(1)><!-- --><![CDATA[<b>]]>&lt;script&gt;&#60;b&#62;",
          "\" onmouseover=\"alert(1)\" x=\"' style='x:expression(1)");

  private static final List<String> WORDS =
      List.of(
          "<",
          ">",
          "\"",
          "'",
          "&",
          "<script>",
          "</script>",
          "</pre>",
          "</style>",
          "</title>",
          "<!--",
          "-->",
          "]]>",
          "&lt;",
          "&#x3c;",
          "javascript:",
          "onerror=",
          "<?php",
          "<%",
          "\0",
          "\u2028",
          "\ufeff",
          "\ud83d",
          "<base href=//x>",
          "<meta http-equiv=refresh>");

  private static final Pattern TAG =
      Pattern.compile("<(!DOCTYPE html|/?[a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"<>]*\")*)>");
  private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt|quot|#39);");

  private static String unescaped(String text) {
    return text.replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&amp;", "&");
  }

  private static String page(String text) {
    SampleCompletion sample =
        new SampleCompletion(text, text, text, List.of(text, text), text, Verdict.SOLVED);
    HtmlDocument page = new HtmlDocument(text);
    page.notes(List.of(text));
    page.image(Optional.of(new byte[] {1}), text, text);
    page.details(text, () -> page.pre(text));
    return page.toString()
        + HtmlPage.render(withSample(sample), Optional.empty(), Optional.empty());
  }

  private static ComparisonReport withSample(SampleCompletion sample) {
    ComparisonReport r = Reports.small();
    MethodResult method = r.methods().get(1);
    RunResult run = method.seeds().get(0);
    RunResult hostile =
        new RunResult(
            run.seed(),
            run.selectedLearningRate(),
            run.sweep(),
            run.updates(),
            run.selectedUpdate(),
            run.decodings(),
            run.curve(),
            List.of(sample));
    String text = sample.prompt();
    return new ComparisonReport(
        r.schemaVersion(),
        text,
        text,
        r.created(),
        JsonNodeFactory.instance.objectNode().put(text, text),
        r.environment(),
        text,
        List.of(r.methods().get(0), new MethodResult("srl", text, List.of(hostile))),
        List.of(new ComparisonReport.MissingRun(text, text, 0, text, text)),
        Sections.of(text),
        r.pairedTests(),
        r.phases(),
        List.of(text));
  }

  /** Every tag is one that the pages use, whatever they show; every other < and > is escaped. */
  private static void check(String text, Set<String> used) {
    String page = page(text);
    Matcher tag = TAG.matcher(page);
    StringBuilder rest = new StringBuilder();
    Set<String> found = new TreeSet<>();
    while (tag.find()) {
      found.add(tag.group(1) + tag.group(2).replaceAll("=\"[^\"]*\"", ""));
      tag.appendReplacement(rest, "");
    }
    tag.appendTail(rest);
    assertEquals(used, found);
    assertTrue(rest.indexOf("<") < 0 && rest.indexOf(">") < 0, "markup that no tag of ours is");
    assertTrue(ENTITY.matcher(rest).replaceAll("").indexOf('&') < 0, "an entity that is not ours");
    assertTrue(page.contains("<pre>" + HtmlDocument.escape(text) + "</pre>"));
    assertEquals(text, unescaped(HtmlDocument.escape(text)));
  }

  @Test
  void completionsThatMeanHarmStayText() throws Exception {
    Set<String> used = new TreeSet<>();
    Matcher tag = TAG.matcher(page("harmless"));
    while (tag.find()) {
      used.add(tag.group(1) + tag.group(2).replaceAll("=\"[^\"]*\"", ""));
    }
    FuzzTarget pages = FuzzTarget.text("HTML pages", GOOD, WORDS, text -> check(text, used));
    assertTrue(Fuzzing.run(pages).containsKey("read"));
  }
}
