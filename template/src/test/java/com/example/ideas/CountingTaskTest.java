package com.example.ideas;

import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.TaskContract;

class CountingTaskTest extends TaskContract {
  @Override
  protected Task task() {
    return new CountingTask();
  }
}
