package org.srl4j.eval.cli.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.srl4j.eval.bench.EngineSetup;
import org.srl4j.eval.bench.EngineWorker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl bench-worker}: the process of one engine of {@code srl bench}, which starts it. */
@Command(name = BenchWorkerCommand.NAME, hidden = true)
public final class BenchWorkerCommand implements Callable<Integer> {
  static final String NAME = "bench-worker";

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "KEY=VALUE")
  private List<String> setup;

  @Override
  public Integer call() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    EngineWorker.serve(EngineSetup.parse(setup), in, spec.commandLine().getOut());
    return 0;
  }
}
