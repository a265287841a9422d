package org.srl4j.eval.swe.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.srl4j.eval.swe.log.TestStatus;
import org.srl4j.eval.swe.run.Candidate;
import org.srl4j.eval.swe.run.JavaTestRunner;
import org.srl4j.eval.swe.run.TestRun;
import org.srl4j.eval.swe.workspace.TestCommand;

/**
 * The tests of a Java repository, as the agent has left them: a line a test, and why one failed.
 *
 * @param runner compiles and runs them
 */
public record JavaTestCommand(JavaTestRunner runner) implements TestCommand {

  @Override
  public String run(Map<String, String> texts) {
    try {
      return render(runner.run(new Candidate("workspace", texts)));
    } catch (IOException e) {
      throw new UncheckedIOException("tests of an agent: " + e.getMessage(), e);
    }
  }

  /** What an agent is shown of a run. */
  public static String render(TestRun run) {
    StringBuilder text = new StringBuilder();
    int failed = 0;
    for (Map.Entry<String, TestStatus> test : run.log().tests().entrySet()) {
      String message = run.messages().getOrDefault(test.getKey(), "");
      text.append(test.getValue()).append(' ').append(test.getKey());
      text.append(message.isEmpty() ? "" : " - " + message).append('\n');
      failed += test.getValue().passes() ? 0 : 1;
    }
    run.log()
        .fault()
        .ifPresent(fault -> text.append("ERROR ").append(fault.message()).append('\n'));
    int all = run.log().tests().size();
    return text.append(failed).append(" of ").append(all).append(" tests failed\n").toString();
  }
}
