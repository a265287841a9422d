package org.srl4j.eval.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** CPython's difflib. */
final class DifflibCommand {
  private DifflibCommand() {}

  static EngineProcess.Command command(EngineSetup setup, Path folder) throws IOException {
    if (!Programs.isOnPath("python3")) {
      throw new MissingPeerException("python3 is not on the PATH");
    }
    Path script = Programs.extract("difflib_peer.py", folder);
    boolean autojunk = setup.work() == BenchCase.REWARD_AUTOJUNK;
    return new EngineProcess.Command(
        Peer.DIFFLIB.label(),
        List.of("python3", script.toString(), setup.pairs().toString(), "" + autojunk),
        Map.of());
  }
}
