package org.srl4j.eval.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Removes a folder that a program nobody trusts could write. Locked folders are opened. A folder in
 * a folder is first moved up to a short name, so that no path gets longer than the system allows,
 * however deep they are. Links are removed, never followed.
 */
public final class Removal {
  private static final int MOST_NAMED = 5;

  private final Path root;
  private final List<String> left = new ArrayList<>();
  private int moved;

  private Removal(Path root) {
    this.root = root;
  }

  /**
   * Removes it; never throws for what is in it.
   *
   * @param root a folder, which may be missing
   * @return what could not be removed and why, at most {@value #MOST_NAMED} lines; empty if nothing
   *     is left
   */
  public static List<String> of(Path root) {
    Removal removal = new Removal(root);
    if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      removal.removeAll();
    }
    return List.copyOf(removal.left);
  }

  private void removeAll() {
    Deque<Path> folders = new ArrayDeque<>(List.of(root));
    while (!folders.isEmpty()) {
      Path folder = folders.pop();
      open(folder);
      empty(folder, folders);
      if (folder.equals(root)) {
        continue; // holds what was moved up
      }
      delete(folder);
    }
    delete(root);
  }

  private void empty(Path folder, Deque<Path> folders) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      note(folder, e);
    }
    for (Path entry : entries) {
      if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        delete(entry);
      } else if (isRemovedEmpty(entry)) {
        continue;
      } else if (folder.equals(root)) {
        folders.push(entry);
      } else {
        folders.push(movedUp(entry));
      }
    }
  }

  private static boolean isRemovedEmpty(Path folder) {
    try {
      Files.delete(folder);
      return true;
    } catch (IOException e) {
      return false; // something is in it
    }
  }

  private Path movedUp(Path folder) {
    open(folder); // a folder that cannot be written cannot be moved
    try {
      Path target = root.resolve(".removed" + moved++);
      while (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        target = root.resolve(".removed" + moved++);
      }
      return Files.move(folder, target);
    } catch (IOException e) {
      return folder; // removed where it is, if it is not too deep
    }
  }

  private static void open(Path folder) {
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException | UnsupportedOperationException e) {
      // If it cannot be opened, removing it will say why.
    }
  }

  private void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      note(path, e);
    }
  }

  private void note(Path path, Exception e) {
    if (left.size() < MOST_NAMED) {
      left.add(path + ": " + e);
    }
  }
}
