package org.srl4j.core.graph.kernel.vector;

import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;

/**
 * {@code log_softmax} of logits [N, V]: log-probabilities and probabilities, both [N, V], with the
 * same arithmetic as {@code token_log_prob}, so that a sampled token's log-probability is the
 * learner's to the last bit. It carries no gradient.
 */
final class LogSoftmax implements KernelFactory {

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    long[] shape = call.inputShapes().get(0);
    return Optional.of(List.of(shape, shape));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int vocabulary = call.size(0, 1);
    SoftmaxRow row = new SoftmaxRow(vocabulary, call.number("temperature", 1));
    return () ->
        context
            .workers()
            .forRows(
                call.rows(0),
                8,
                (from, to) -> {
                  for (int r = from; r < to; r++) {
                    int at = r * vocabulary;
                    row.write(
                        in.get(0).data(),
                        in.get(0).offset() + at,
                        new Slice(out.get(0).storage(), out.get(0).offset() + at, vocabulary),
                        new Slice(out.get(1).storage(), out.get(1).offset() + at, vocabulary));
                  }
                });
  }
}
