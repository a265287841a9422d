package org.srl4j.eval.swe.workspace;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.patch.PatchMaker;
import org.srl4j.eval.swe.patch.SafePath;

/**
 * An agent's copy of a repository: texts in memory, shown in the folder {@value #ROOT}. Links and
 * binary files of the repository are not in it. Not thread-safe.
 */
public final class Workspace {
  /** Where agents see it, as in SWE-smith's trajectories. */
  public static final String ROOT = "/testbed";

  private final SortedMap<String, String> base;
  private final SortedMap<String, String> texts;

  /** A copy of a tree. */
  public Workspace(SourceTree tree) {
    this.base = tree.texts();
    this.texts = new TreeMap<>(tree.texts());
  }

  /**
   * The path in the repository that a policy means.
   *
   * @param shown absolute in {@link #ROOT}
   * @return relative; empty for the whole repository
   * @throws RefusedPathException if it is outside, or has parts such as {@code ..}
   */
  public String resolve(String shown) throws RefusedPathException {
    return resolve(shown, "");
  }

  /**
   * The path in the repository that a policy means.
   *
   * @param shown absolute in {@link #ROOT}, or relative
   * @param folder what relative paths start from; relative to the repository, empty for all of it
   * @return relative; empty for the whole repository
   * @throws RefusedPathException if it is outside, or has parts such as {@code ..}
   */
  public String resolve(String shown, String folder) throws RefusedPathException {
    String path;
    if (shown.startsWith("/")) {
      if (!(shown + "/").startsWith(ROOT + "/")) {
        throw new RefusedPathException(shown, "is outside of the repository");
      }
      path = shown.substring(ROOT.length());
    } else {
      path = folder + "/" + shown;
    }
    path = path.replaceAll("/(\\.?/)+", "/").replaceAll("/\\.$|/$", "").replaceAll("^/", "");
    if (path.isEmpty() || path.equals(".")) {
      return "";
    }
    try {
      return SafePath.check(path);
    } catch (IllegalArgumentException e) {
      throw new RefusedPathException(shown, "leaves the repository or names a part that must not");
    }
  }

  /** A path as the policy is shown it. */
  public static String shown(String path) {
    return path.isEmpty() ? ROOT : ROOT + "/" + path;
  }

  /** The text of a file; empty if there is none. */
  public Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  /** Whether a path is the repository or one of its folders. */
  public boolean isFolder(String path) {
    return path.isEmpty() || !under(path).isEmpty();
  }

  /** Files of a folder and its folders, by path; all for the empty path. */
  public SortedMap<String, String> under(String folder) {
    return folder.isEmpty()
        ? Collections.unmodifiableSortedMap(texts)
        : Collections.unmodifiableSortedMap(texts.subMap(folder + "/", folder + "0"));
  }

  /** Files and folders of a folder and its folders, by path, the folder itself left out. */
  public SortedSet<String> entries(String folder) {
    SortedSet<String> entries = new TreeSet<>();
    for (String file : under(folder).keySet()) {
      for (String entry = file; entry.length() > folder.length(); entry = parent(entry)) {
        if (!entries.add(entry)) {
          break;
        }
      }
    }
    return entries;
  }

  /** The folder of a path; empty for the repository. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Writes a file. */
  public void put(String path, String text) {
    texts.put(SafePath.check(path), text);
  }

  /** Puts other texts in the place of all. */
  public void replaceAll(Map<String, String> other) {
    other.keySet().forEach(SafePath::check);
    texts.clear();
    texts.putAll(other);
  }

  /** All texts by path. */
  public SortedMap<String, String> texts() {
    return Collections.unmodifiableSortedMap(texts);
  }

  /** What has changed, as a diff; empty if nothing has. */
  public String diff() {
    return PatchMaker.between(base, texts).render();
  }

  /** Paths of the files that have changed. */
  public SortedSet<String> changed() {
    SortedSet<String> changed = new TreeSet<>(base.keySet());
    changed.addAll(texts.keySet());
    changed.removeIf(path -> base.containsKey(path) && base.get(path).equals(texts.get(path)));
    return changed;
  }
}
