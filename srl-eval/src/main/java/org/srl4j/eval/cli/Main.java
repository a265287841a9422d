package org.srl4j.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.srl4j.core.train.files.Disk;
import org.srl4j.eval.cli.evaluate.CompareReportsCommand;
import org.srl4j.eval.cli.evaluate.DataCommand;
import org.srl4j.eval.cli.evaluate.DifficultyCommand;
import org.srl4j.eval.cli.evaluate.EvalCommand;
import org.srl4j.eval.cli.evaluate.GradeCommand;
import org.srl4j.eval.cli.evaluate.GradeSamplesCommand;
import org.srl4j.eval.cli.machine.BenchCommand;
import org.srl4j.eval.cli.machine.BenchWorkerCommand;
import org.srl4j.eval.cli.machine.DoctorCommand;
import org.srl4j.eval.cli.machine.NotebookCommand;
import org.srl4j.eval.cli.model.ExportCommand;
import org.srl4j.eval.cli.model.GenerateCommand;
import org.srl4j.eval.cli.model.InitModelCommand;
import org.srl4j.eval.cli.model.LogprobsCommand;
import org.srl4j.eval.cli.model.PlanMemoryCommand;
import org.srl4j.eval.cli.model.TokenizeCommand;
import org.srl4j.eval.cli.part.OutOfMemory;
import org.srl4j.eval.cli.part.StopSignal;
import org.srl4j.eval.cli.part.TypedNames;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.cli.part.VisibleWriter;
import org.srl4j.eval.cli.prepare.PrepareCommand;
import org.srl4j.eval.cli.prepare.ScoreCommand;
import org.srl4j.eval.cli.prepare.WordsCommand;
import org.srl4j.eval.cli.swe.SweCommand;
import org.srl4j.eval.cli.train.CompareCommand;
import org.srl4j.eval.cli.train.RecipesCommand;
import org.srl4j.eval.cli.train.ReportCommand;
import org.srl4j.eval.cli.train.RunCommand;
import org.srl4j.eval.cli.train.RunsCommand;
import org.srl4j.eval.cli.train.ShowCommand;
import org.srl4j.eval.cli.train.TrainCommand;
import org.srl4j.eval.cli.train.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The {@code srl} command; without a subcommand it is a usage error. */
@Command(
    name = "srl",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Trains and compares SFT, RLVR, SRL and SRL→RLVR.",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or bad input, 3 compared but for runs that",
      "failed, 130 stopped by Ctrl-C."
    })
public final class Main implements Callable<Integer> {
  private static final List<Class<?>> COMMANDS =
      List.of(
          CompareCommand.class,
          TrainCommand.class,
          RunCommand.class,
          VerifyCommand.class,
          RunsCommand.class,
          RecipesCommand.class,
          ShowCommand.class,
          EvalCommand.class,
          GenerateCommand.class,
          LogprobsCommand.class,
          TokenizeCommand.class,
          ExportCommand.class,
          InitModelCommand.class,
          DoctorCommand.class,
          PlanMemoryCommand.class,
          PrepareCommand.class,
          ScoreCommand.class,
          WordsCommand.class,
          GradeCommand.class,
          ReportCommand.class,
          GradeSamplesCommand.class,
          CompareReportsCommand.class,
          DifficultyCommand.class,
          DataCommand.class,
          SweCommand.class,
          NotebookCommand.class,
          BenchCommand.class,
          BenchWorkerCommand.class);

  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command line without the program's name
   */
  public static void main(String[] args) {
    PrintWriter out = VisibleWriter.of(System.out, 1);
    PrintWriter err = VisibleWriter.of(System.err, 2);
    System.exit(execute(out, err, args));
  }

  /**
   * Runs one command on other streams than the process's.
   *
   * @param out what the command prints
   * @param err errors and progress
   * @param args the command line without the program's name
   * @return 0 done, 1 failed, 2 wrong usage or bad input, 3 compared but for runs that failed, 130
   *     stopped
   */
  public static int execute(PrintWriter out, PrintWriter err, String... args) {
    return run(commandLine(args).setOut(out).setErr(err), args);
  }

  private static int run(CommandLine commandLine, String... args) {
    try {
      return commandLine.execute(args);
    } catch (OutOfMemoryError e) {
      commandLine.getErr().println("srl: " + OutOfMemory.message(e));
      return commandLine.getCommandSpec().exitCodeOnExecutionException();
    } finally {
      commandLine.getOut().flush();
      commandLine.getErr().flush();
      StopSignal.commandEnded();
    }
  }

  /**
   * The tree of commands, as the process runs it.
   *
   * @param args the command line; only the command that it calls has its options
   */
  public static CommandLine commandLine(String... args) {
    CommandLine commandLine = new CommandLine(new Main());
    for (Class<?> command : COMMANDS) {
      Command facts = command.getAnnotation(Command.class);
      boolean called = args.length > 0 && args[0].equals(facts.name());
      commandLine.addSubcommand(facts.name(), called ? command : outline(facts));
    }
    commandLine.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF)); // see VisibleWriter
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(Main::report);
    return commandLine;
  }

  /** Name and description alone: to read all commands' options takes longer than the help. */
  private static CommandSpec outline(Command facts) {
    CommandSpec outline = CommandSpec.create().name(facts.name());
    outline.usageMessage().description(facts.description()).hidden(facts.hidden());
    return outline;
  }

  /** The caller's fault ends with 2 and its message alone, anything else with 1. */
  private static int report(Exception fault, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    boolean callersFault = fault instanceof IllegalArgumentException;
    if (fault instanceof IOException io) {
      err.println("srl: " + Disk.reason(io));
    } else if (callersFault
        || fault instanceof UncheckedIOException
        || fault instanceof IllegalStateException) {
      String message = String.valueOf(fault.getMessage());
      CommandSpec failed = commandLine.getCommandSpec();
      err.println("srl: " + TypedNames.in(message, failed, parsed.originalArgs()));
    } else {
      fault.printStackTrace(err);
    }
    err.flush();
    CommandSpec spec = commandLine.getCommandSpec();
    return callersFault ? spec.exitCodeOnInvalidInput() : spec.exitCodeOnExecutionException();
  }

  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    PrintWriter err = commandLine.getErr();
    err.println("A subcommand is missing.");
    commandLine.usage(err);
    return spec.exitCodeOnInvalidInput();
  }
}
