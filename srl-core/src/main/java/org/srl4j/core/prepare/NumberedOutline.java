package org.srl4j.core.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.data.Step;

/**
 * A solution written as a numbered outline. A step starts at a line {@code 1. **Title**: text} that
 * is not indented and goes on to the next such line; indented numbers and, among titled steps,
 * numbers without a title are text of the step they stand in.
 *
 * @param steps the steps, numbered 1..N
 * @param hasIntroduction whether text stood before the first step; it belongs to no step
 */
record NumberedOutline(List<Step> steps, boolean hasIntroduction) {
  private static final Pattern TITLED_START = Pattern.compile("\\d+[.)]\\s+\\*\\*.*");
  private static final Pattern TITLED =
      Pattern.compile("(?<number>\\d+)[.)]\\s+\\*\\*(?<title>.+?)\\*\\*\\s*:?\\s*(?<text>.*)");
  private static final Pattern PLAIN = Pattern.compile("(?<number>\\d+)[.)]\\s+(?<text>.*)");

  private record Section(String number, Optional<String> title, StringBuilder text) {}

  /** The steps of a solution that has the form of an outline. */
  static NumberedOutline parse(String solution, Outline outline) throws UnusableRowException {
    try {
      return parse(solution, outline != Outline.TITLED);
    } catch (UnusableRowException e) {
      if (outline == Outline.PARAGRAPHS && !solution.isBlank()) {
        return paragraphs(solution);
      }
      throw e;
    }
  }

  private static NumberedOutline paragraphs(String solution) {
    List<Step> steps = new ArrayList<>();
    Arrays.stream(solution.split("\\R[ \\t]*\\R"))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .forEach(text -> steps.add(new Step(steps.size() + 1, text)));
    return new NumberedOutline(steps, false);
  }

  private static NumberedOutline parse(String solution, boolean allowUntitled)
      throws UnusableRowException {
    List<String> lines = solution.lines().toList();
    boolean titled = lines.stream().anyMatch(line -> TITLED_START.matcher(line).matches());
    StringBuilder introduction = new StringBuilder();
    List<Section> sections =
        titled || allowUntitled ? sections(lines, titled, introduction) : List.of();
    if (sections.isEmpty()) {
      throw new UnusableRowException(
          allowUntitled ? "no numbered outline" : "no numbered outline with titles");
    }
    List<Step> steps = new ArrayList<>();
    for (Section section : sections) {
      steps.add(step(section, steps.size() + 1));
    }
    return new NumberedOutline(steps, !introduction.toString().isBlank());
  }

  private static List<Section> sections(
      List<String> lines, boolean titled, StringBuilder introduction) throws UnusableRowException {
    List<Section> sections = new ArrayList<>();
    StringBuilder text = introduction;
    for (String line : lines) {
      Matcher head = (titled ? TITLED : PLAIN).matcher(line);
      if (head.matches()) {
        text = new StringBuilder(head.group("text"));
        Optional<String> title =
            titled ? Optional.of(cleanTitle(head.group("title"))) : Optional.empty();
        sections.add(new Section(head.group("number"), title, text));
      } else if (titled && TITLED_START.matcher(line).matches()) {
        throw new UnusableRowException("a step title that does not end on its line");
      } else {
        text.append('\n').append(line);
      }
    }
    return sections;
  }

  private static Step step(Section section, int number) throws UnusableRowException {
    if (!section.number().equals(Integer.toString(number))) {
      throw new UnusableRowException("step numbers do not run 1..N");
    }
    String text = section.text().toString().strip();
    if (text.isEmpty()) {
      throw new UnusableRowException("a step without text");
    }
    return new Step(number, section.title(), text);
  }

  private static String cleanTitle(String title) {
    String clean = title.strip();
    return clean.endsWith(":") ? clean.substring(0, clean.length() - 1).strip() : clean;
  }
}
