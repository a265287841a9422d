package org.srl4j.eval.swe.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.patch.SafePath;

/**
 * A folder with repositories. For an instance of {@code owner/name} the first of these is taken:
 *
 * <ol>
 *   <li>{@code INSTANCE_ID}, a repository or a plain folder with the files of the base commit;
 *   <li>{@code owner__name}, {@code owner/name} or {@code name}, a repository of Git, bare or not.
 * </ol>
 *
 * <p>Of a repository the base commit is read, whatever commit its working files are of.
 *
 * @param folder holds them
 */
public record Repositories(Path folder) {

  /**
   * The files that an instance starts from.
   *
   * @throws CheckoutException if there is no repository, or it has no such commit
   * @throws IOException if files cannot be read
   */
  public SourceTree at(SweInstance instance) throws IOException, CheckoutException {
    for (String name : names(instance)) {
      Path found = folder.resolve(name);
      if (!Files.isDirectory(found)) {
        continue;
      }
      if (GitObjects.isIn(found)) {
        return new GitObjects(found).read(instance.baseCommit());
      }
      if (name.equals(instance.id())) {
        return SourceTree.read(found);
      }
    }
    throw new CheckoutException(
        instance.id()
            + ": no repository in "
            + folder
            + "; looked for "
            + String.join(", ", names(instance)));
  }

  private static Set<String> names(SweInstance instance) throws CheckoutException {
    String repository = instance.repository();
    Set<String> names = new LinkedHashSet<>();
    try {
      names.add(SafePath.check(instance.id()));
      if (!repository.isEmpty()) {
        SafePath.check(repository);
        names.add(repository.replace("/", "__"));
        names.add(repository);
        names.add(repository.substring(repository.lastIndexOf('/') + 1));
      }
    } catch (IllegalArgumentException e) {
      throw new CheckoutException("instance_id, repo: " + e.getMessage());
    }
    return names;
  }
}
