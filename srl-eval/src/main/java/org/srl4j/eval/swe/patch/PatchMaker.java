package org.srl4j.eval.swe.patch;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes a patch of two versions of a tree, in Git's form with three lines of context. */
public final class PatchMaker {
  private static final int CONTEXT = 3;
  private static final String MODE = "100644";

  private PatchMaker() {}

  /**
   * The patch that makes one tree the other.
   *
   * @param before texts by path
   * @param after texts by path
   * @return changed, new and deleted files in the order of their paths; renames are not looked for
   */
  public static Patch between(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    List<FilePatch> files = new ArrayList<>();
    for (String path : paths) {
      String old = before.get(path);
      String fresh = after.get(path);
      if (old == null || !old.equals(fresh)) {
        files.add(file(path, old, fresh));
      }
    }
    return new Patch(files);
  }

  private static FilePatch file(String path, String old, String fresh) {
    String oldName = FileName.written("a/" + path);
    String newName = FileName.written("b/" + path);
    List<String> header = new ArrayList<>(List.of("diff --git " + oldName + " " + newName));
    if (old == null) {
      header.add("new file mode " + MODE);
    } else if (fresh == null) {
      header.add("deleted file mode " + MODE);
    }
    List<Hunk> hunks =
        hunks(TextLines.of(old == null ? "" : old), TextLines.of(fresh == null ? "" : fresh));
    if (!hunks.isEmpty()) {
      header.add("--- " + (old == null ? "/dev/null" : oldName));
      header.add("+++ " + (fresh == null ? "/dev/null" : newName));
    }
    return new FilePatch(
        Optional.ofNullable(old).map(text -> path),
        Optional.ofNullable(fresh).map(text -> path),
        false,
        header,
        hunks);
  }

  private static List<Hunk> hunks(List<String> old, List<String> fresh) {
    List<Hunk> hunks = new ArrayList<>();
    List<AbstractDelta<String>> group = new ArrayList<>();
    for (AbstractDelta<String> delta : DiffUtils.diff(old, fresh).getDeltas()) {
      if (!group.isEmpty() && start(delta) - end(group.get(group.size() - 1)) > 2 * CONTEXT) {
        hunks.add(hunk(group, old));
        group.clear();
      }
      group.add(delta);
    }
    if (!group.isEmpty()) {
      hunks.add(hunk(group, old));
    }
    return hunks;
  }

  private static int start(AbstractDelta<String> delta) {
    return delta.getSource().getPosition();
  }

  private static int end(AbstractDelta<String> delta) {
    return start(delta) + delta.getSource().size();
  }

  /** Deltas so near to each other that their context touches. */
  private static Hunk hunk(List<AbstractDelta<String>> group, List<String> old) {
    AbstractDelta<String> first = group.get(0);
    int from = Math.max(0, start(first) - CONTEXT);
    int to = Math.min(old.size(), end(group.get(group.size() - 1)) + CONTEXT);
    List<Hunk.Line> lines = new ArrayList<>();
    int at = from;
    for (AbstractDelta<String> delta : group) {
      add(lines, Hunk.Kind.CONTEXT, old.subList(at, start(delta)));
      add(lines, Hunk.Kind.REMOVED, delta.getSource().getLines());
      add(lines, Hunk.Kind.ADDED, delta.getTarget().getLines());
      at = end(delta);
    }
    add(lines, Hunk.Kind.CONTEXT, old.subList(at, to));
    int shift = first.getTarget().getPosition() - start(first);
    Hunk hunk = new Hunk(0, 0, "", lines);
    int oldStart = hunk.oldLines().isEmpty() ? from : from + 1;
    int newStart = hunk.newLines().isEmpty() ? from + shift : from + shift + 1;
    return new Hunk(oldStart, newStart, "", lines);
  }

  private static void add(List<Hunk.Line> lines, Hunk.Kind kind, List<String> texts) {
    texts.forEach(text -> lines.add(new Hunk.Line(kind, text)));
  }
}
