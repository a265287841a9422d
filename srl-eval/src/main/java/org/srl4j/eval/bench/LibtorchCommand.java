package org.srl4j.eval.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.srl4j.models.block.DecoderConfig;

/**
 * libtorch, on a class path of its own that Maven resolves when somebody asks for this peer; the
 * class path is kept, so that this happens once.
 */
final class LibtorchCommand {
  private static final String SOURCE = "LibtorchPeer.java";
  private static final String POM = "libtorch-pom.xml";
  private static final String PLUGIN =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";

  private LibtorchCommand() {}

  /**
   * The peer's command, ready to start.
   *
   * @param setup what it is to do
   * @param folder where weights go
   * @param cache where the class path is kept
   * @throws MissingPeerException if Maven or the libraries cannot be had, or do not load
   */
  static EngineProcess.Command command(EngineSetup setup, Path folder, Path cache)
      throws IOException {
    String classPath = classPath(cache);
    Path source = Programs.extract(SOURCE, folder);
    List<String> words = new ArrayList<>(List.of(OurProcesses.java(), "-Xmx2g", "-cp", classPath));
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", source.toString()));
    warm(words, folder);
    Path weights = StepWeights.write(folder, setup.size());
    words.addAll(decoder(setup));
    words.add("weights=" + weights);
    String threads = Integer.toString(setup.threads());
    return new EngineProcess.Command(
        Peer.LIBTORCH.label(),
        words,
        Map.of(
            "OMP_NUM_THREADS",
            threads,
            "OPENBLAS_NUM_THREADS",
            threads,
            "OMP_WAIT_POLICY",
            "passive"));
  }

  private static List<String> decoder(EngineSetup setup) {
    DecoderConfig config = setup.size().config();
    boolean trains = setup.work() == BenchCase.TRAIN_STEP;
    int[] tokens = trains ? StepGraph.tokens(setup.size()) : StepGraph.prompts(setup.size());
    return List.of(
        "case=" + setup.work().label(),
        "threads=" + setup.threads(),
        "vocabulary=" + config.vocabularySize(),
        "hidden=" + config.hiddenSize(),
        "layers=" + config.layers(),
        "heads=" + config.heads(),
        "headSize=" + config.headSize(),
        "ropeBase=" + config.ropeBase(),
        "normEpsilon=" + config.normEpsilon(),
        "tied=" + config.tiedHead(),
        "batch=" + setup.size().batch(),
        "length=" + setup.size().length(),
        "prompts=" + BenchSize.PROMPTS,
        "group=" + BenchSize.GROUP,
        "promptLength=" + BenchSize.PROMPT_LENGTH,
        "newTokens=" + BenchSize.NEW_TOKENS,
        "tokens=" + joined(tokens),
        "targets=" + joined(StepGraph.targets(setup.size())));
  }

  private static String joined(int[] ids) {
    return IntStream.of(ids).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  private static String classPath(Path cache) throws IOException {
    Path kept = cache.resolve("libtorch.classpath");
    Path knownPom = cache.resolve(POM);
    String oldPom = Files.exists(knownPom) ? Files.readString(knownPom) : "";
    Path pom = Programs.extract(POM, cache);
    if (!Files.readString(pom).equals(oldPom) || !isThere(kept)) {
      resolve(pom, kept);
    }
    return Files.readString(kept).strip();
  }

  private static boolean isThere(Path kept) throws IOException {
    return Files.exists(kept)
        && Arrays.stream(Files.readString(kept).strip().split(File.pathSeparator))
            .allMatch(jar -> Files.exists(Path.of(jar)));
  }

  private static void resolve(Path pom, Path target) throws IOException {
    Files.deleteIfExists(target);
    if (!Programs.isOnPath("mvn")) {
      throw new MissingPeerException("mvn is not on the PATH; it finds libtorch's class path");
    }
    List<String> maven =
        List.of("mvn", "-q", "-B", "-ntp", "-Dstyle.color=never", "-f", pom.toString(), PLUGIN);
    List<String> words = new ArrayList<>(maven);
    words.add("-Dmdep.outputFile=" + target);
    words.add("-Djavacpp.platform=" + platform());
    String said = finish(words, target.getParent());
    if (!Files.exists(target)) {
      throw new MissingPeerException("Maven could not resolve libtorch (offline?):\n" + said);
    }
  }

  /** JavaCPP 1.5.13 can crash the first time, when it unpacks its libraries; not the second. */
  private static void warm(List<String> java, Path folder) throws IOException {
    List<String> words = new ArrayList<>(java);
    words.add("warm");
    for (int attempt = 0; attempt < 2; attempt++) {
      String said = finish(words, folder);
      if (said.isEmpty()) {
        return;
      }
      if (attempt == 1) {
        throw new MissingPeerException("its libraries do not load:\n" + said);
      }
    }
  }

  /** Runs a program to its end: empty if it went well, else its first lines. */
  private static String finish(List<String> words, Path folder) throws IOException {
    Path log = Files.createTempFile(folder, "peer", ".log");
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor() == 0) {
        return "";
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + words.get(0), e);
    }
    List<String> lines = Files.readAllLines(log);
    String first = String.join("\n", lines.subList(0, Math.min(3, lines.size())));
    return first.isEmpty() ? "exit code " + process.exitValue() : first;
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    String system = os.startsWith("mac") ? "macosx" : os.startsWith("win") ? "windows" : "linux";
    return system + (arm ? "-arm64" : "-x86_64");
  }
}
