package org.srl4j.eval.swe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.swe.log.TestFault;
import org.srl4j.eval.swe.log.TestFault.Kind;
import org.srl4j.eval.swe.log.TestLog;
import org.srl4j.eval.swe.log.TestStatus;

/**
 * How a patch fared on an instance: {@code report.json} of SWE-bench's harness.
 *
 * @param instanceId the instance
 * @param patchExists whether the model made a patch
 * @param patchApplied whether it could be applied and the tests ran
 * @param failToPass of the tests to repair, which pass and which do not
 * @param passToPass of the tests to keep, which pass and which do not
 * @param fault why no test ran; empty if they ran
 */
public record InstanceReport(
    String instanceId,
    boolean patchExists,
    boolean patchApplied,
    Tests failToPass,
    Tests passToPass,
    Optional<TestFault> fault) {

  /** What a test that the log does not name counts as. */
  public enum Missing {
    /** SWE-bench: a failure. */
    FAIL,
    /** SWE-smith, which runs some files only: a success. */
    PASS,
    /** Runners that print failures alone ({@code fail_only}): all but FAILED is a success. */
    PASS_UNLESS_FAILED
  }

  /**
   * Tests by outcome.
   *
   * @param success ids that pass
   * @param failure ids that do not
   */
  public record Tests(List<String> success, List<String> failure) {

    /** Copies the lists. */
    public Tests {
      success = List.copyOf(success);
      failure = List.copyOf(failure);
    }

    private ObjectNode toJson() {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      add(node.putArray("success"), success);
      add(node.putArray("failure"), failure);
      return node;
    }

    private static void add(ArrayNode array, List<String> ids) {
      ids.forEach(array::add);
    }
  }

  /**
   * Grades a log.
   *
   * @param instance its tests
   * @param log what its run printed
   * @param missing what an unnamed test counts as
   * @throws IllegalArgumentException if the instance has no test to repair
   */
  public static InstanceReport grade(SweInstance instance, TestLog log, Missing missing) {
    if (!instance.isGradable()) {
      throw new IllegalArgumentException(
          instance.id() + ": FAIL_TO_PASS is empty, so nothing can be resolved; leave it out");
    }
    boolean ran = log.fault().isEmpty();
    return new InstanceReport(
        instance.id(),
        true,
        ran,
        tests(instance.failToPass(), log, missing, false),
        tests(instance.passToPass(), log, missing, true),
        log.fault());
  }

  /** An instance for which the model made no patch. */
  public static InstanceReport withoutPatch(SweInstance instance) {
    Tests repair = new Tests(List.of(), instance.failToPass());
    Tests keep = new Tests(instance.passToPass(), List.of());
    return new InstanceReport(
        instance.id(), false, false, repair, keep, Optional.of(TestFault.notRun("no patch")));
  }

  /** An instance that has no test to repair, so that nothing can be resolved. */
  public static InstanceReport withoutTests(SweInstance instance) {
    Tests none = new Tests(List.of(), List.of());
    Tests keep = new Tests(List.of(), instance.passToPass());
    return new InstanceReport(
        instance.id(),
        true,
        false,
        none,
        keep,
        Optional.of(TestFault.notRun("FAIL_TO_PASS is empty")));
  }

  private static Tests tests(
      List<String> ids, TestLog log, Missing missing, boolean skippedPasses) {
    List<String> success = new ArrayList<>();
    List<String> failure = new ArrayList<>();
    for (String id : ids) {
      Missing absent = log.fault().isPresent() ? Missing.FAIL : missing;
      (passes(id, log, absent, skippedPasses) ? success : failure).add(id);
    }
    return new Tests(success, failure);
  }

  private static boolean passes(String id, TestLog log, Missing missing, boolean skippedPasses) {
    if (missing == Missing.PASS_UNLESS_FAILED) {
      return log.tests().get(id) != TestStatus.FAILED;
    }
    return log.status(id)
        .map(status -> status.passes() || skippedPasses && status == TestStatus.SKIPPED)
        .orElse(missing == Missing.PASS);
  }

  /** Whether all tests to repair pass and all tests to keep still do. */
  public boolean isResolved() {
    return patchApplied && failToPass.failure().isEmpty() && passToPass.failure().isEmpty();
  }

  /** Whether there was a log that could not be read: then nothing is known of the patch. */
  public boolean isUnread() {
    return fault.isPresent() && fault.get().kind() == Kind.UNREAD;
  }

  /** Whether nothing is known of the patch, for want of a log or of a way to read it. */
  public boolean isUnknown() {
    return fault.isPresent() && fault.get().kind() != Kind.NOT_RUN;
  }

  /**
   * The report as the harness writes it, under the instance's id. Where nothing is known of the
   * patch, no test has a status; why there are no results is {@code fault}.
   */
  public ObjectNode toJson() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    ObjectNode body = report.putObject(instanceId);
    body.put("patch_is_None", !patchExists).put("patch_exists", patchExists);
    body.put("patch_successfully_applied", patchApplied).put("resolved", isResolved());
    fault.ifPresent(why -> body.put("fault", why.message()));
    if (isUnknown()) {
      return report;
    }
    ObjectNode status = body.putObject("tests_status");
    status.set("FAIL_TO_PASS", failToPass.toJson());
    status.set("PASS_TO_PASS", passToPass.toJson());
    Tests none = new Tests(List.of(), List.of());
    status.set("FAIL_TO_FAIL", none.toJson());
    status.set("PASS_TO_FAIL", none.toJson());
    return report;
  }
}
