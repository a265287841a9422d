package org.srl4j.eval.sandbox;

import com.sun.jna.Memory;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Calls of the kernel that a program which nobody trusts is refused, with the error EPERM: those
 * that Landlock does not know, and by which files, other processes, the network or the system could
 * be reached.
 *
 * @param architecture the kernel's number for it
 * @param prctl the number of that call, by which the filter is set
 * @param times the number of utimensat, which is refused with a path
 * @param refused numbers of calls
 * @param signals numbers of calls that send signals; refused where Landlock cannot hold them in
 */
record SystemCalls(int architecture, int prctl, int times, int[] refused, int[] signals) {
  private static final int SET_SECCOMP = 22;
  private static final int MODE_FILTER = 2;
  private static final int INSTRUCTION_BYTES = 8;
  private static final short LOAD_WORD = 0x20;
  private static final short JUMP_IF_EQUAL = 0x15;
  private static final short JUMP_IF_AT_LEAST = 0x35;
  private static final short RETURN = 0x06;
  private static final int ALLOW = 0x7fff0000;
  private static final int REFUSE = 0x00050001;
  private static final int PATH = 24; // the second argument
  private static final int OTHER_CALLS = 0x40000000; // x32's, which have the same meaning

  /** Everywhere the same, since they are newer than both tables. */
  private static final int[] NEWER = {
    425, 428, 429, 430, 438, 440, 442, 452, 463, 466, 469
  }; // io_uring_setup open_tree move_mount fsopen pidfd_getfd process_madvise mount_setattr

  // fchmodat2 setxattrat removexattrat file_setattr

  private static final int[] X86_64 = {
    90, 91, 92, 93, 94, 132, 235, 260, 261, 268, // chmod chown utime and their variants
    188, 189, 190, 197, 198, 199, // setxattr removexattr
    41, 101, 310, 311, 312, // socket ptrace process_vm_readv process_vm_writev kcmp
    29, 30, 31, 64, 65, 66, 220, 68, 69, 70, 71, 240, 241, // System V memory and messages, mq_open
    248, 249, 250, 321, 298, 323, 272, 308, // keys bpf perf_event_open userfaultfd unshare setns
    155, 161, 165, 166, 303, 304, // pivot_root chroot mount umount2 handles of files
    175, 176, 313, 246, 320, 164, 227, 170, 171, 179, 163, 103, 300, 141, 169, 167, 168
  }; // modules kexec clocks names quotactl acct syslog fanotify setpriority reboot swapon swapoff
  private static final int[] X86_64_SIGNALS = {62, 129, 200, 297, 424, 76};

  private static final int[] ARM64 = {
    52, 53, 54, 55, 5, 6, 7, 14, 15, 16, 198, 117, 270, 271, 272, 186, 187, 188, 189, 190, 191, 192,
    193, 194, 195, 196, 180, 181, 217, 218, 219, 280, 241, 282, 97, 268, 41, 51, 40, 39, 264, 265,
    105, 106, 273, 104, 294, 170, 112, 161, 162, 60, 89, 116, 262, 140, 142, 224, 225
  };
  private static final int[] ARM64_SIGNALS = {129, 130, 138, 240, 424, 45};

  /** The table of this machine; empty where there is none. */
  static Optional<SystemCalls> ofThisMachine() {
    return switch (System.getProperty("os.arch")) {
      case "amd64" ->
          Optional.of(new SystemCalls(0xc000003e, 157, 280, with(X86_64), X86_64_SIGNALS));
      case "aarch64" ->
          Optional.of(new SystemCalls(0xc00000b7, 167, 88, with(ARM64), ARM64_SIGNALS));
      default -> Optional.empty();
    };
  }

  private static int[] with(int[] own) {
    return IntStream.concat(Arrays.stream(own), Arrays.stream(NEWER)).toArray();
  }

  /**
   * Refuses them to this thread and all that it starts; it must have given up new rights before.
   *
   * @param signalsToo whether signals are refused, and cutting files by name
   */
  void refuse(boolean signalsToo) throws IOException {
    int[] all =
        signalsToo
            ? IntStream.concat(Arrays.stream(refused), Arrays.stream(signals)).toArray()
            : refused;
    int length = 4 + all.length + 7;
    Memory code = new Memory((long) INSTRUCTION_BYTES * length);
    int last = length - 1;
    instruction(code, 0, LOAD_WORD, 0, 0, 4); // the architecture
    instruction(code, 1, JUMP_IF_EQUAL, 0, last - 2, architecture);
    instruction(code, 2, LOAD_WORD, 0, 0, 0); // the call
    instruction(code, 3, JUMP_IF_AT_LEAST, last - 4, 0, OTHER_CALLS);
    for (int i = 0; i < all.length; i++) {
      instruction(code, 4 + i, JUMP_IF_EQUAL, last - 5 - i, 0, all[i]);
    }
    int rest = 4 + all.length;
    instruction(code, rest, JUMP_IF_EQUAL, 0, 4, times);
    instruction(code, rest + 1, LOAD_WORD, 0, 0, PATH); // two halves of a pointer
    instruction(code, rest + 2, JUMP_IF_EQUAL, 0, 3, 0);
    instruction(code, rest + 3, LOAD_WORD, 0, 0, PATH + 4);
    instruction(code, rest + 4, JUMP_IF_EQUAL, 0, 1, 0);
    instruction(code, rest + 5, RETURN, 0, 0, ALLOW);
    instruction(code, last, RETURN, 0, 0, REFUSE);
    Memory program = new Memory(16);
    program.clear();
    program.setShort(0, (short) length);
    program.setPointer(8, code);
    Kernel.call("seccomp", prctl, SET_SECCOMP, MODE_FILTER, program);
  }

  private static void instruction(
      Memory code, int index, short operation, int ifTrue, int ifFalse, int constant) {
    long at = (long) INSTRUCTION_BYTES * index;
    code.setShort(at, operation);
    code.setByte(at + 2, (byte) ifTrue);
    code.setByte(at + 3, (byte) ifFalse);
    code.setInt(at + 4, constant);
  }
}
