package org.srl4j.eval.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Problem;
import org.srl4j.core.testing.ScriptedPolicy;
import org.srl4j.eval.api.Tasks;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

class TaskEvaluatorTest {
  private static final int SAMPLES = 3;

  private final Map<String, Integer> judged = new HashMap<>();

  /** A task that counts how often it judges each problem's completions, and alternates. */
  private Task counting(Task task) {
    return (Task)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Task.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("verdict")) {
                int times = judged.merge(((Problem) arguments[0]).id(), 1, Integer::sum);
                return times % 2 == 0 ? Verdict.SOLVED : Verdict.INVALID;
              }
              try {
                return method.invoke(task, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void everyCompletionIsJudgedOnce() throws Exception {
    Task order = Tasks.order(0);
    List<Problem> problems = order.problems(Split.TEST).subList(0, 2);
    TaskEvaluator evaluator = new TaskEvaluator(counting(order), SAMPLES, 1, 7, 1);
    TaskEvaluation result;
    try (ScriptedPolicy policy = new ScriptedPolicy(9000, (prompt, seed) -> "<think> </think> 1")) {
      result = evaluator.evaluate(policy, problems, order.singleStep());
    }
    assertEquals(2, judged.size());
    judged.forEach((id, times) -> assertEquals(1 + SAMPLES, times, id));
    // of each problem the samples get the verdicts 1 to 3, the greedy one the fourth
    result.outcomes().forEach(outcome -> assertEquals(1, outcome.correct()));
    result.outcomes().forEach(outcome -> assertEquals(2, outcome.invalid()));
    result.outcomes().forEach(o -> assertEquals(Verdict.SOLVED, o.greedyVerdict()));
    assertEquals(Verdict.SOLVED, result.samples().get(0).verdict());
  }
}
