package org.srl4j.eval.swe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The sum of a run: {@code <model>.<run id>.json} of SWE-bench's harness, schema 2. The share of
 * resolved instances is of all instances, not of those submitted.
 *
 * @param all ids of the data set
 * @param submitted ids for which there was a prediction
 * @param reports one for each graded instance
 */
public record RunReport(
    SortedSet<String> all, SortedSet<String> submitted, List<InstanceReport> reports) {
  private static final int SCHEMA = 2;

  /** Copies the parts; a report must be of a submitted instance. */
  public RunReport {
    all = new TreeSet<>(all);
    submitted = new TreeSet<>(submitted);
    reports = List.copyOf(reports);
    for (InstanceReport report : reports) {
      if (!submitted.contains(report.instanceId())) {
        throw new IllegalArgumentException(
            "reports: " + report.instanceId() + " was not submitted");
      }
    }
  }

  /** Ids of resolved instances. */
  public SortedSet<String> resolved() {
    return ids(InstanceReport::isResolved);
  }

  /** Resolved instances of all, in [0, 1]. */
  public double resolveRate() {
    return (double) resolved().size() / all.size();
  }

  /** Ids of instances whose log could not be read: nothing is known of their patches. */
  public SortedSet<String> unread() {
    return ids(InstanceReport::isUnread);
  }

  /** Ids of instances with a patch but without results, although their log could be read. */
  public SortedSet<String> errors() {
    return ids(r -> r.patchExists() && !r.patchApplied() && !r.isUnread());
  }

  /** Ids of instances whose tests ran and did not all pass. */
  public SortedSet<String> unresolved() {
    return ids(r -> r.patchExists() && r.patchApplied() && !r.isResolved());
  }

  /** Ids of instances for which the model made no patch. */
  public SortedSet<String> empty() {
    return ids(r -> !r.patchExists());
  }

  private SortedSet<String> ids(Predicate<InstanceReport> which) {
    SortedSet<String> ids = new TreeSet<>();
    reports.stream().filter(which).forEach(report -> ids.add(report.instanceId()));
    return ids;
  }

  /**
   * The report as the harness writes it, with {@code unread_ids} for the instances whose log could
   * not be read, which the harness counts among the unresolved.
   */
  public ObjectNode toJson() {
    SortedSet<String> completed = ids(r -> r.patchExists() && r.patchApplied());
    SortedSet<String> incomplete = new TreeSet<>(all);
    incomplete.removeAll(submitted);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("total_instances", all.size()).put("submitted_instances", submitted.size());
    node.put("completed_instances", completed.size());
    node.put("resolved_instances", resolved().size());
    node.put("unresolved_instances", unresolved().size());
    node.put("empty_patch_instances", empty().size());
    node.put("error_instances", errors().size());
    node.put("unread_instances", unread().size());
    put(node, "completed_ids", completed);
    put(node, "incomplete_ids", incomplete);
    put(node, "empty_patch_ids", empty());
    put(node, "submitted_ids", submitted);
    put(node, "resolved_ids", resolved());
    put(node, "unresolved_ids", unresolved());
    put(node, "error_ids", errors());
    put(node, "unread_ids", unread());
    ObjectNode reasons = node.putObject("failure_reasons");
    reports.stream()
        .filter(r -> r.patchExists() && r.fault().isPresent())
        .sorted(Comparator.comparing(InstanceReport::instanceId))
        .forEach(r -> reasons.put(r.instanceId(), r.fault().get().message()));
    return node.put("schema_version", SCHEMA);
  }

  /** The same sum in SWE-smith's form. */
  public ObjectNode toSweSmithJson() {
    SortedSet<String> rest = new TreeSet<>(submitted);
    rest.removeAll(resolved());
    rest.removeAll(unread());
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("resolved", resolved().size()).put("unresolved", rest.size());
    node.put("unread", unread().size()).put("total", submitted.size());
    put(node, "ids_resolved", resolved());
    put(node, "ids_unresolved", rest);
    put(node, "ids_unread", unread());
    return node;
  }

  private static void put(ObjectNode node, String name, SortedSet<String> ids) {
    ids.forEach(node.putArray(name)::add);
  }
}
