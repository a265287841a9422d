package org.srl4j.eval.cli.swe;

import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code srl swe}: software engineering benchmarks; a group of commands. */
@Command(
    name = "swe",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Software engineering: prompts, predictions and logs in SWE-bench's files.",
    subcommands = {
      SwePromptsCommand.class,
      SwePredictCommand.class,
      SweRunCommand.class,
      SweGradeCommand.class,
      SweGenerateCommand.class,
      SweTestCommand.class
    })
public final class SweCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    commandLine.getErr().println("A subcommand is missing.");
    commandLine.usage(commandLine.getErr());
    return spec.exitCodeOnInvalidInput();
  }
}
