package org.srl4j.eval.swe.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Applies patches as {@code git apply} does: all or nothing; context must match exactly, at the
 * place that the header names or the nearest other; a hunk for the first line must match at the
 * start of the file and one without context behind its change at the end; hunks never overlap.
 * Where a patch names a file several times, a change goes on from the one before, while renames and
 * copies are made of the files as they were, whatever stands before them; all old files are removed
 * before the new ones are written. As a small patch can copy a file without end and be looked for
 * everywhere, its cost is bounded.
 */
public final class PatchApplier {
  /** Lines compared or moved and characters written, of one patch; a second or two. */
  private static final long MOST_WORK = 1L << 28;

  /** Moving so many lines costs about as much as comparing one. */
  private static final int LINES_MOVED = 16;

  private final Map<String, String> before;
  private final Map<String, String> written = new LinkedHashMap<>();
  private final Set<String> removed = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Set<String> going = new HashSet<>();
  private long work;

  private PatchApplier(Patch patch, Map<String, String> files) {
    this.before = files;
    for (FilePatch file : patch.files()) {
      file.oldPath().ifPresent(SafePath::check);
      file.newPath().ifPresent(SafePath::check);
      if (file.isDeleted() || renames(file)) {
        going.add(file.oldPath().get());
      }
    }
  }

  private static boolean renames(FilePatch file) {
    return moves(file) && !file.copied();
  }

  private static boolean moves(FilePatch file) {
    boolean elsewhere = file.copied() || !file.oldPath().equals(file.newPath());
    return elsewhere && !file.isNew() && !file.isDeleted();
  }

  /**
   * The files after a patch.
   *
   * @param patch what to change
   * @param files texts by path; not changed
   * @return all files, the unchanged ones included
   * @throws PatchConflictException if the patch does not fit the files or costs too much
   * @throws IllegalArgumentException if a path of the patch leaves the tree, see {@link SafePath}
   */
  public static Map<String, String> apply(Patch patch, Map<String, String> files)
      throws PatchConflictException {
    PatchApplier applier = new PatchApplier(patch, files);
    for (FilePatch file : patch.files()) {
      applier.applyFile(file);
    }
    Map<String, String> tree = new TreeMap<>(files);
    tree.keySet().removeAll(applier.removed);
    tree.putAll(applier.written);
    return tree;
  }

  /** The text that a patch of a file changes; null if there is none. */
  private String text(FilePatch file) {
    if (file.isNew()) {
      return "";
    }
    String path = file.oldPath().get();
    if (moves(file)) {
      return before.get(path);
    }
    if (gone.contains(path)) {
      return null;
    }
    return written.getOrDefault(path, before.get(path));
  }

  private boolean mayBeWritten(String path) {
    return gone.contains(path) || going.contains(path) || !before.containsKey(path);
  }

  private void pay(String path, long units) throws PatchConflictException {
    work += units;
    if (work > MOST_WORK) {
      throw new PatchConflictException(path, "applying the patch costs too much");
    }
  }

  private void applyFile(FilePatch file) throws PatchConflictException {
    String path = file.path();
    if ((file.isNew() || moves(file)) && !mayBeWritten(path)) {
      throw new PatchConflictException(path, "already exists");
    }
    String text = text(file);
    if (text == null && file.mayBeNew()) {
      text = "";
    }
    if (text == null) {
      throw new PatchConflictException(file.oldPath().get(), "no such file");
    }
    if (file.isNew() && file.hunks().stream().anyMatch(hunk -> !hunk.oldLines().isEmpty())) {
      throw new PatchConflictException(path, "a new file that depends on old contents");
    }
    pay(path, text.length());
    String after = String.join("", new HunkApplier(path, text).apply(file.hunks()));
    if (file.isDeleted() && !after.isEmpty()) {
      throw new PatchConflictException(path, "is to be deleted but has more lines than the patch");
    }
    record(file, after);
  }

  private void record(FilePatch file, String after) {
    if (!file.isNew() && !file.copied()) {
      removed.add(file.oldPath().get());
    }
    if (!file.isDeleted()) {
      written.put(file.path(), after);
      gone.remove(file.path());
      going.remove(file.path());
    }
    if (file.isDeleted() || renames(file)) {
      gone.add(file.oldPath().get());
    }
  }

  /** The lines of one file while hunks are applied to it. */
  private final class HunkApplier {
    private final String path;
    private final List<String> lines;
    private final List<Boolean> patched = new ArrayList<>();

    HunkApplier(String path, String text) {
      this.path = path;
      this.lines = new ArrayList<>(TextLines.of(text));
      lines.forEach(line -> patched.add(false));
    }

    List<String> apply(List<Hunk> hunks) throws PatchConflictException {
      for (Hunk hunk : hunks) {
        int at = find(hunk);
        if (at < 0) {
          throw new PatchConflictException(
              path, "the hunk at line " + hunk.oldStart() + " does not match the file");
        }
        int removed = hunk.oldLines().size();
        pay(path, 1 + lines.size() / LINES_MOVED);
        lines.subList(at, at + removed).clear();
        patched.subList(at, at + removed).clear();
        List<String> added = hunk.newLines();
        lines.addAll(at, added);
        patched.addAll(at, Collections.nCopies(added.size(), true));
      }
      return lines;
    }

    /** The nearest place where the old lines stand: forwards and backwards in turn. */
    private int find(Hunk hunk) throws PatchConflictException {
      List<String> old = hunk.oldLines();
      boolean atStart = hunk.oldStart() <= 1;
      boolean atEnd = hunk.endsWithoutContext();
      int last = lines.size() - old.size();
      if (last < 0) {
        return -1;
      }
      int wanted = atStart ? 0 : atEnd ? last : Math.max(0, hunk.newStart() - 1);
      int start = Math.min(wanted, lines.size());
      for (int distance = 0; distance <= lines.size(); distance++) {
        for (int at : new int[] {start + distance, start - distance}) {
          boolean allowed =
              at >= 0 && at <= last && (!atStart || at == 0) && (!atEnd || at == last);
          if (allowed && matches(old, at)) {
            return at;
          }
        }
      }
      return -1;
    }

    private boolean matches(List<String> old, int at) throws PatchConflictException {
      int same = 0;
      while (same < old.size()
          && !patched.get(at + same)
          && lines.get(at + same).equals(old.get(same))) {
        same++;
      }
      pay(path, 1 + same);
      return same == old.size();
    }
  }
}
