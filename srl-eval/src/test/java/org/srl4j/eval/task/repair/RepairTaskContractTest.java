package org.srl4j.eval.task.repair;

import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.TaskContract;

class RepairTaskContractTest extends TaskContract {
  @Override
  protected Task task() {
    return new RepairTask(3, 4, new SplitSizes(5, 3, 4));
  }
}
