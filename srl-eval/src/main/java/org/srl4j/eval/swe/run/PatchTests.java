package org.srl4j.eval.swe.run;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.CheckoutException;
import org.srl4j.eval.swe.checkout.Repositories;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.log.TestFault;
import org.srl4j.eval.swe.log.TestLog;
import org.srl4j.eval.swe.patch.FilePatch;
import org.srl4j.eval.swe.patch.Patch;
import org.srl4j.eval.swe.patch.PatchApplier;
import org.srl4j.eval.swe.patch.PatchConflictException;

/**
 * Tests patches of a model: base commit, then the patch, then the instance's own tests in place,
 * then a child JVM of its own.
 *
 * @param runner compiles and tests
 * @param repositories hold the base commits
 */
public record PatchTests(JavaTestRunner runner, Repositories repositories) {

  /**
   * Tests a patch.
   *
   * @param instance says what it starts from and which tests there are
   * @param patch a diff; one without files tests the base commit
   * @return the tests; a fault if there is no such commit, the patch is broken, does not fit,
   *     leaves the workspace, or changes a test that is there. New files among the tests are left
   *     out
   * @throws IOException if no child can be started, or files cannot be read
   */
  public TestLog test(SweInstance instance, String patch) throws IOException {
    try {
      SourceTree tree = repositories.at(instance);
      Map<String, String> own = applied("test_patch", instance.testPatch(), tree.texts());
      Patch made = Patch.parse(patch);
      for (FilePatch file : made.files()) {
        requireNoTest(file.oldPath(), own);
        requireNoTest(file.newPath(), own);
      }
      Map<String, String> files = applied("model_patch", patch, tree.texts());
      return runner.run(new Candidate(instance.id(), TestFiles.inPlace(files, own))).log();
    } catch (CheckoutException | IllegalArgumentException e) {
      return TestLog.without(TestFault.notRun(e.getMessage()));
    }
  }

  private static Map<String, String> applied(
      String field, String patch, Map<String, String> files) {
    try {
      return PatchApplier.apply(Patch.parse(patch), files);
    } catch (PatchConflictException e) {
      throw new IllegalArgumentException(field + ": does not apply: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }

  private static void requireNoTest(Optional<String> path, Map<String, String> own) {
    if (path.isPresent() && TestFiles.owns(path.get()) && own.containsKey(path.get())) {
      throw new IllegalArgumentException(
          "model_patch: changes the test "
              + path.get()
              + "; tests are the instance's, leave them as they are");
    }
  }
}
