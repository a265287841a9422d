package org.srl4j.eval.cli.swe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.Repositories;
import picocli.CommandLine.Option;

/** Which instances a command works on, and where their files are. */
final class SweInstanceOptions {
  @Option(
      names = "--instances",
      required = true,
      paramLabel = "FILE",
      description = "The benchmark's rows: JSONL, a JSON list, or Parquet.")
  private Path instances;

  @Option(
      names = "--repositories",
      required = true,
      paramLabel = "DIR",
      description =
          "Holds, for an instance of owner/name, INSTANCE_ID (a Git repository, or a plain folder"
              + " with the files of the base commit), owner__name, owner/name or name (a Git"
              + " repository, bare or not; its base commit is read, nothing in it is changed).")
  private Path repositories;

  @Option(
      names = "--instance",
      paramLabel = "ID",
      split = ",",
      description = "Only these instances; may be repeated (default: all).")
  private List<String> only = new ArrayList<>();

  Path file() {
    return instances;
  }

  /** The wanted instances, in file order. */
  List<SweInstance> read() {
    Map<String, SweInstance> all = SweInstance.read(instances);
    for (String id : only) {
      if (!all.containsKey(id)) {
        throw new IllegalArgumentException("--instance: " + id + " is not in " + instances);
      }
    }
    return all.values().stream().filter(i -> only.isEmpty() || only.contains(i.id())).toList();
  }

  Repositories repositories() {
    if (!Files.isDirectory(repositories)) {
      throw new IllegalArgumentException("--repositories: no folder " + repositories);
    }
    return new Repositories(repositories);
  }
}
