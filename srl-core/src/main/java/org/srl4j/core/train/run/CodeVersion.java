package org.srl4j.core.train.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Which version of the toolkit runs.
 *
 * @param version of the release; unknown when it runs from class folders
 * @param gitRevision the commit that is checked out; unknown outside of a repository
 * @param sha256 of the toolkit's classes and resources, by their names and check sums: the same for
 *     two builds of the same sources, another one where a single class differs
 */
public record CodeVersion(String version, String gitRevision, String sha256) {
  private static final String OURS = "org/srl4j/";

  /** The version of the running process. */
  public static CodeVersion current() {
    return new CodeVersion(
        artifact("org.srl4j/srl-core"),
        GitRevision.around(Path.of(System.getProperty("srl4j.root", ""))).orElse("unknown"),
        OfClasses.SHA256);
  }

  /** Computed once, when it is asked for. */
  private static final class OfClasses {
    private static final String SHA256 = checksum();
  }

  /** Version of a Maven artifact on the class path; unknown when it runs from class folders. */
  static String artifact(String artifact) {
    String resource = "/META-INF/maven/" + artifact + "/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = CodeVersion.class.getResourceAsStream(resource)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
    return properties.getProperty("version", "unknown");
  }

  private static String checksum() {
    TreeMap<String, Long> files = new TreeMap<>();
    try {
      Enumeration<URL> roots = CodeVersion.class.getClassLoader().getResources(OURS);
      for (URL root : Collections.list(roots)) {
        if (root.openConnection() instanceof JarURLConnection jar) {
          addJar(jar, files);
        } else {
          addFolder(Path.of(root.toURI()), files);
        }
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the toolkit's own classes cannot be read: " + e, e);
    }
    return DigestUtils.sha256Hex(files.toString());
  }

  private static void addJar(JarURLConnection jar, TreeMap<String, Long> files) throws IOException {
    for (JarEntry entry : Collections.list(jar.getJarFile().entries())) {
      if (!entry.isDirectory() && entry.getName().startsWith(OURS)) {
        files.put(entry.getName(), entry.getCrc());
      }
    }
  }

  private static void addFolder(Path folder, TreeMap<String, Long> files) throws IOException {
    URI base = folder.toUri();
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      CRC32 content = new CRC32();
      content.update(Files.readAllBytes(file));
      files.put(OURS + base.relativize(file.toUri()), content.getValue());
    }
  }
}
