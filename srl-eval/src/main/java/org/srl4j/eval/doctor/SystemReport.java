package org.srl4j.eval.doctor;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.eval.sandbox.Containment;

/**
 * Facts about the machine, the JVM, ND4J's backend, the kernels, the sandbox and the graphics
 * devices.
 *
 * @param sections name and value by section, in the order in which they are printed
 * @param gpus devices that the driver lists, whatever backend is used
 * @param problems what keeps the toolkit from running as it should, and what to do
 */
public record SystemReport(
    Map<String, Map<String, String>> sections, List<Gpu> gpus, List<String> problems) {
  private static final List<String> KINDS =
      List.of(
          "matmul",
          "rms_norm",
          "rotary",
          "causal_attention",
          "swiglu",
          "embedding",
          "log_softmax",
          "token_log_prob");
  private static final long MIB = 1 << 20;

  /** Copies the lists. */
  public SystemReport {
    gpus = List.copyOf(gpus);
    problems = List.copyOf(problems);
  }

  /** Looks at this machine; a part that is missing becomes a problem, never an exception. */
  public static SystemReport create() {
    List<String> problems = new ArrayList<>();
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    sections.put("machine", machine());
    sections.put("memory limits", memory());
    sections.put("backend", backend(problems));
    sections.put("kernels", kernels(problems));
    sections.put("sandbox", sandbox());
    return new SystemReport(sections, Gpu.all(), problems);
  }

  private static Map<String, String> machine() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("processors", "" + Runtime.getRuntime().availableProcessors());
    for (String name : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_WAIT_POLICY")) {
      facts.put(name, System.getenv().getOrDefault(name, "not set"));
    }
    return facts;
  }

  /** What a program of a policy is kept from; what is not kept is no problem until one runs. */
  private static Map<String, String> sandbox() {
    Containment containment = Containment.ofThisSystem();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("time and output", "limited");
    facts.put("memory, file size", containment.sizes() ? "limited" : "unlimited");
    facts.put(
        "processes",
        switch (containment.counting()) {
          case RUN -> "limited";
          case USER -> "limited, counted for the user";
          case NONE -> "unlimited";
        });
    facts.put("contained by", containment.reach().by());
    facts.put(
        "other files",
        switch (containment.reach()) {
          case HIDDEN -> "hidden";
          case LOCKED -> "cannot be opened";
          case OPEN -> "open to read and write; programs of a policy run with --uncontained alone";
        });
    facts.put("network", containment.network() ? "none" : "open");
    List<String> gaps = containment.gaps();
    for (int i = 0; i < gaps.size(); i++) {
      facts.put("gap " + (i + 1), gaps.get(i));
    }
    return facts;
  }

  private static Map<String, String> memory() {
    Map<String, String> facts = new LinkedHashMap<>();
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      facts.put("machine", system.getTotalMemorySize() / MIB + " MiB");
    }
    facts.put("heap (-Xmx)", Runtime.getRuntime().maxMemory() / MIB + " MiB");
    facts.put("off heap (javacpp.maxbytes)", Pointer.maxBytes() / MIB + " MiB");
    facts.put(
        "whole process (javacpp.maxphysicalbytes)", Pointer.maxPhysicalBytes() / MIB + " MiB");
    return facts;
  }

  private static Map<String, String> backend(List<String> problems) {
    Map<String, String> facts = new LinkedHashMap<>();
    try {
      facts.put("name", Nd4j.getBackend().getClass().getSimpleName());
      facts.put("type", Nd4j.getExecutioner().type().name());
      facts.put("devices", "" + Nd4j.getAffinityManager().getNumberOfDevices());
      Nd4j.getExecutioner()
          .getEnvironmentInformation()
          .forEach((name, value) -> facts.putIfAbsent("nd4j " + name, "" + value));
    } catch (LinkageError | IllegalStateException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      facts.put("name", "none: " + root.getMessage());
      problems.add(
          "No ND4J backend could be loaded ("
              + root.getMessage()
              + "). Build without -Pcuda, and for this processor: see native.platform and"
              + " native.extension in CONTRIBUTING.md.");
    }
    return facts;
  }

  private static Map<String, String> kernels(List<String> problems) {
    KernelSet available = KernelSet.available();
    List<String> found = KINDS.stream().filter(kind -> available.find(kind).isPresent()).toList();
    boolean module = hasVectorApi();
    List<String> missing = KINDS.stream().filter(kind -> !found.contains(kind)).toList();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Vector API", module ? "available" : "missing");
    facts.put("fused", found.isEmpty() ? "none" : String.join(", ", found));
    facts.put("through ND4J's operations", missing.isEmpty() ? "-" : String.join(", ", missing));
    if (!module) {
      problems.add(
          "The Vector API is missing, so every operation runs through ND4J, slowly. Start with"
              + " ./srl or give --add-modules jdk.incubator.vector.");
    }
    return facts;
  }

  private static boolean hasVectorApi() {
    try {
      Class.forName("jdk.incubator.vector.FloatVector", false, SystemReport.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
