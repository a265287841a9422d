package org.srl4j.eval.swe.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.predict.Attempt;
import org.srl4j.eval.swe.predict.Counts;
import org.srl4j.eval.swe.predict.Predictor;
import org.srl4j.eval.swe.predict.Responder;
import org.srl4j.eval.swe.predict.Response;

/**
 * Chooses files, asks for repairs, picks one by majority. With {@link FileChoice#oracle} this is
 * the paper's oracle file editing, with {@link FileLocalisation} its end-to-end setting.
 *
 * @param files which files are shown
 * @param budget how much of them
 * @param form how a repair is asked for and read
 * @param responder answers
 * @param samples repairs an instance, at least 1
 */
public record RepairPredictor(
    FileChoice files, FileBudget budget, RepairForm form, Responder responder, int samples)
    implements Predictor {

  /** Checks the range. */
  public RepairPredictor {
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(responder, "responder");
    if (samples < 1) {
      throw new IllegalArgumentException("samples: must be at least 1, got " + samples);
    }
  }

  @Override
  public Attempt predict(SweInstance instance, SourceTree tree) {
    Counts counts = new Counts();
    List<String> wanted = files.choose(instance, tree, counts);
    if (wanted.isEmpty()) {
      return new Attempt("", "no_file_localised", counts.toMap(), Optional.empty());
    }
    FileBudget.Shown shown = budget.choose(wanted, tree, form::block);
    counts.add("shown_files", shown.texts().size());
    counts.add("files_over_budget", shown.leftOut().size());
    String prompt = form.prompt(instance, shown.texts(), tree);
    List<Candidate> candidates = new ArrayList<>();
    for (Response response : responder.respond(instance.id() + "/repair", prompt, samples)) {
      Candidate candidate = form.read(response, shown.texts(), tree);
      candidates.add(candidate);
      counts.add("sample_" + candidate.outcome());
      counts.add("cut_off", response.end() == Response.End.LENGTH ? 1 : 0);
      counts.add("prompt_tokens", response.promptTokens());
      counts.add("sampled_tokens", response.tokens());
    }
    Candidate winner = Majority.of(candidates);
    counts.add("votes", (int) candidates.stream().filter(c -> agree(c, winner)).count());
    return new Attempt(winner.patch(), winner.outcome(), counts.toMap(), Optional.empty());
  }

  private static boolean agree(Candidate one, Candidate winner) {
    return winner.isPatched() && one.normalForm().equals(winner.normalForm());
  }
}
