package org.srl4j.core.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;

/**
 * Cuts a trajectory into training instances (SRL §4.2, arXiv:2510.25992v1): instance k has the
 * problem and steps 1..k-1 as context and step k as target.
 */
public final class StepInstances {
  private StepInstances() {}

  /**
   * The instances of one trajectory.
   *
   * @param trajectory N expert steps
   * @param options whether there are N-1 or N instances, with or without hint
   * @return N-1 or N instances in order of k; none for a trajectory of one step if the last step is
   *     no target
   */
  public static List<StepContext> of(ExpertTrajectory trajectory, StepOptions options) {
    List<Step> steps = trajectory.steps();
    int count = options.includeLastStep() ? steps.size() : steps.size() - 1;
    List<StepContext> instances = new ArrayList<>(count);
    for (int k = 0; k < count; k++) {
      Step target = steps.get(k);
      StepContext plain =
          new StepContext(trajectory.problem(), steps.subList(0, k), target, Optional.empty());
      instances.add(options.titleHint() ? plain.hinted() : plain);
    }
    return instances;
  }
}
