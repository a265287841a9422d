package org.srl4j.eval.cli.part;

import java.io.IOException;
import picocli.CommandLine.Option;

/** A user's own classes for a command. */
public final class ClassPathOption {
  /** The option's name. */
  public static final String NAME = "--class-path";

  @Option(
      names = NAME,
      paramLabel = "PATH",
      defaultValue = "${env:SRL_CLASSPATH}",
      description =
          "Folders of your own classes, and jars, parted by ':' (';' on Windows); DIR/* stands for"
              + " the jars of a folder (default: the environment's SRL_CLASSPATH).")
  private String classPath;

  /**
   * From now on rewards, objectives, layers and the like are found among these classes too.
   *
   * @throws IllegalArgumentException if an entry is not there
   */
  public OwnClasses use() throws IOException {
    OwnClasses classes = OwnClasses.of(text());
    if (!classes.entries().isEmpty()) {
      Thread.currentThread().setContextClassLoader(classes.loader());
    }
    return classes;
  }

  /** As typed, or as the environment has it; empty where neither is. */
  public String text() {
    return classPath == null ? "" : classPath;
  }
}
