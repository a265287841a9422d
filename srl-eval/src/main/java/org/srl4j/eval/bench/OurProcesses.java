package org.srl4j.eval.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands of the engines that live in our own class path. */
final class OurProcesses {
  private OurProcesses() {}

  /** The java that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * A JVM with this one's options and class path.
   *
   * @param mainArguments the main class and what comes before the setup
   */
  static EngineProcess.Command command(EngineSetup setup, List<String> mainArguments) {
    List<String> words = new ArrayList<>(List.of(java()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-agentlib:") && !option.startsWith("-javaagent:"))
        .forEach(words::add);
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(mainArguments);
    words.addAll(setup.arguments());
    return new EngineProcess.Command(setup.engine(), words, environment(setup));
  }

  /**
   * Our kernels are parallel in Java, so the native pools have one thread; the session's is all.
   */
  private static Map<String, String> environment(EngineSetup setup) {
    boolean ours = setup.engine().equals(EngineSetup.OURS);
    String threads = ours ? "1" : Integer.toString(setup.threads());
    return Map.of(
        "OMP_NUM_THREADS", threads, "OPENBLAS_NUM_THREADS", threads, "OMP_WAIT_POLICY", "passive");
  }
}
