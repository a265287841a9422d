package org.srl4j.eval.compare;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.srl4j.eval.compare.start.BasePolicies;

/** Facts about where a comparison ran. */
public final class Environment {
  private static final long KIB = 1024;

  private Environment() {}

  static Map<String, String> facts(List<BasePolicies.Base> bases) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("processors", "" + Runtime.getRuntime().availableProcessors());
    facts.put("max heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
    peakMemory().ifPresent(peak -> facts.put("peak resident memory", peak / (1 << 20) + " MiB"));
    boolean kernels = bases.stream().allMatch(base -> base.model().hasKernels());
    facts.put("kernels", kernels ? "Vector API" : "none: every op through ND4J");
    facts.put(
        "jvm arguments",
        String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    for (int i = 0; i < bases.size(); i++) {
      facts.putAll(BasePolicies.facts(i, bases.get(i)));
    }
    return facts;
  }

  /** The process's high-water mark in bytes, where the system tells it. */
  public static OptionalLong peakMemory() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst();
    } catch (java.io.IOException e) {
      return OptionalLong.empty();
    }
  }
}
