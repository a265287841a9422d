package org.srl4j.eval.task.order;

import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.TaskContract;

class OrderTaskContractTest extends TaskContract {
  @Override
  protected Task task() {
    return new OrderTask(3, 4, new SplitSizes(5, 3, 4));
  }
}
