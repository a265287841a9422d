package org.srl4j.eval.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Jupyter kernel that runs the notebooks: rapaio's Java kernel with this toolkit's class path,
 * JVM options and environment, mended so that it answers at every start and can be interrupted.
 *
 * @param jar the kernel
 * @param mended folder of classes that start the kernel and win over its own
 * @param java the Java program to run it with
 * @param classPath what notebooks may use
 * @param root the toolkit's folder
 */
public record JavaKernel(Path jar, Path mended, Path java, String classPath, Path root) {
  /** The kernel's name in notebooks and for {@code --kernel}. */
  public static final String NAME = "srl4j";

  /** Where the kernel comes from. */
  public static final String ARTIFACT = "io.github.padreati:rapaio-jupyter-kernel:3.0.1";

  private static final String MAIN = "org.srl4j.eval.notebook.kernel.KernelStart";
  private static final String DISPLAY = "KernelDisplay";
  private static final String DISPLAY_CLASS = "org.srl4j.eval.notebook.kernel." + DISPLAY;
  private static final List<String> SERVICES =
      List.of("org.rapaio.jupyter.kernel.display.spi.DisplayProvider", "org.srl4j.eval.api.Screen");
  private static final String HEAP = "-Xmx3g";
  private static final List<String> ONE_THREAD_NATIVE =
      List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS");

  /**
   * Finds the kernel, or lets Maven fetch it once.
   *
   * @param root the toolkit's folder
   * @throws IOException if Maven cannot be run or cannot fetch it; says what to do
   */
  public static JavaKernel of(Path root) throws IOException {
    Path folder = root.resolve("srl-eval/target/notebook");
    String[] parts = ARTIFACT.split(":");
    Path jar = folder.resolve(parts[1] + "-" + parts[2] + ".jar");
    if (!Files.exists(jar)) {
      fetch(root, folder);
    }
    Path mended = folder.resolve("mended");
    for (String name : List.of("LoopThread", "KernelStart")) {
      new KernelClasses(jar.toString()).compile(name, mended);
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new JavaKernel(jar, mended, java, classPath(jar, folder.resolve("display")), root);
  }

  /** Ours, and what makes the kernel show our results. */
  private static String classPath(Path jar, Path display) throws IOException {
    String ours = System.getProperty("java.class.path");
    new KernelClasses(ours + File.pathSeparator + jar).compile(DISPLAY, display);
    Path services = Files.createDirectories(display.resolve("META-INF/services"));
    for (String service : SERVICES) {
      Files.writeString(services.resolve(service), DISPLAY_CLASS + "\n");
    }
    return ours + File.pathSeparator + display;
  }

  private static void fetch(Path root, Path folder) throws IOException {
    Files.createDirectories(folder);
    ExternalProgram maven =
        new ExternalProgram(
            List.of(
                "mvn",
                "-q",
                "-B",
                "-ntp",
                "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy",
                "-Dartifact=" + ARTIFACT,
                "-DoutputDirectory=" + folder),
            root);
    maven.run("the Java kernel " + ARTIFACT + " could not be fetched (offline?)");
  }

  /**
   * Writes the kernel's description.
   *
   * @param kernels a folder {@code kernels} that Jupyter looks into
   * @return the description's file
   * @throws IOException if it cannot be written
   */
  public Path install(Path kernels) throws IOException {
    Path folder = Files.createDirectories(kernels.resolve(NAME));
    Path file = folder.resolve("kernel.json");
    Files.writeString(file, description().toPrettyString() + "\n");
    return file;
  }

  private ObjectNode description() {
    ObjectNode spec = new ObjectMapper().createObjectNode();
    ArrayNode argv = spec.putArray("argv").add(java.toString());
    argv.add("-Djava.awt.headless=true").add(HEAP);
    argv.add("--add-modules").add("jdk.incubator.vector");
    argv.add("--enable-native-access=ALL-UNNAMED");
    argv.add("-Dorg.bytedeco.javacpp.maxbytes=200%");
    argv.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=400%");
    argv.add("-Dsrl4j.root=" + root);
    argv.add("-cp").add(mended + File.pathSeparator + jar).add(MAIN).add("{connection_file}");
    spec.put("display_name", "Java (srl4j)").put("language", "java");
    spec.put("interrupt_mode", "signal");
    ObjectNode environment = spec.putObject("env");
    environment.put("RJK_CLASSPATH", classPath.replace(File.pathSeparatorChar, ';'));
    environment.put("OMP_WAIT_POLICY", "passive");
    ONE_THREAD_NATIVE.forEach(name -> environment.put(name, "1"));
    return spec;
  }

  /** The folder of kernels that Jupyter looks into for this user. */
  public static Path userKernels() {
    String data = System.getenv("JUPYTER_DATA_DIR");
    if (data != null) {
      return Path.of(data, "kernels");
    }
    Path home = Path.of(System.getProperty("user.home"));
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    return home.resolve(mac ? "Library/Jupyter/kernels" : ".local/share/jupyter/kernels");
  }
}
