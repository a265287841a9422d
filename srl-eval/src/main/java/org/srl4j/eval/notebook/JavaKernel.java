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
 * JVM options and environment, and with one class mended so that it answers at every start.
 *
 * @param jar the kernel
 * @param mended folder of classes that win over the kernel's
 * @param java the Java program to run it with
 * @param classPath what notebooks may use
 * @param root the toolkit's folder
 */
public record JavaKernel(Path jar, Path mended, Path java, String classPath, Path root) {
  /** The kernel's name in notebooks and for {@code --kernel}. */
  public static final String NAME = "srl4j";

  /** Where the kernel comes from. */
  public static final String ARTIFACT = "io.github.padreati:rapaio-jupyter-kernel:3.0.1";

  private static final String MAIN = "org.rapaio.jupyter.kernel.MainApp";
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
    new KernelClasses(jar.toString()).compile("LoopThread", mended);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new JavaKernel(jar, mended, java, System.getProperty("java.class.path"), root);
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
    spec.put("interrupt_mode", "message");
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
