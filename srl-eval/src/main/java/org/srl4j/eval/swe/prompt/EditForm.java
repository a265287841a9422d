package org.srl4j.eval.swe.prompt;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.edit.AgentlessEdits;
import org.srl4j.eval.swe.edit.EditDialect;
import org.srl4j.eval.swe.edit.EditException;
import org.srl4j.eval.swe.edit.SweRlEdits;

/**
 * Whole files, {@code ### path} above each and an empty line between them, and SEARCH/REPLACE edits
 * in return: the form of the paper's two settings, as SWE-RL's Agentless Mini asks.
 *
 * @param text of the prompt
 * @param dialect fence of the files' language → how edits are read
 */
public record EditForm(PromptText text, Function<String, EditDialect> dialect)
    implements RepairForm {

  /** Rejects missing parts. */
  public EditForm {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(dialect, "dialect");
  }

  /** The text of this project. */
  public static PromptText defaultText() {
    return PromptText.of("edit.txt", "issue", "files");
  }

  /** Reads edits as Agentless does: lenient, all places replaced. */
  public static EditForm agentless(PromptText text) {
    return new EditForm(text, AgentlessEdits::new);
  }

  /** Reads edits as SWE-RL's reward does: strict, the first place replaced. */
  public static EditForm sweRl(PromptText text) {
    return new EditForm(text, fence -> new SweRlEdits());
  }

  @Override
  public String prompt(SweInstance instance, Map<String, String> shown, SourceTree tree) {
    String files =
        shown.entrySet().stream()
            .map(file -> block(file.getKey(), file.getValue()))
            .collect(Collectors.joining("\n\n"));
    return text.fill(
        Map.of("issue", instance.problemStatement(), "files", files, "fence", fence(shown)));
  }

  @Override
  public String block(String path, String content) {
    return "### " + path + "\n" + content;
  }

  @Override
  public Candidate read(String answer, Map<String, String> shown, SourceTree tree) {
    EditDialect edits = dialect.apply(fence(shown));
    try {
      var found = edits.parse(answer);
      return found.isEmpty()
          ? Candidate.none("no_edit")
          : Candidate.between(shown, edits.apply(found, shown));
    } catch (EditException e) {
      return Candidate.none("bad_edit");
    }
  }

  private static String fence(Map<String, String> shown) {
    return SourceLanguage.ofMost(shown.keySet()).fence();
  }
}
