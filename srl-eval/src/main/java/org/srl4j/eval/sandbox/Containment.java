package org.srl4j.eval.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * What the system offers to hold a program in. Found out by trying, once.
 *
 * <p>Time and output are kept on every system; the rest is as strong as the tools that are there.
 *
 * @param reach which files it can reach
 * @param network whether it has no network (bubblewrap, unshare, or the lock)
 * @param sizes whether memory and file size are limited (prlimit)
 * @param user whether each run has a user of its own, who is nobody else (setpriv); only asked for
 *     when we are root
 * @param counting how its processes and threads are counted against their limit
 */
public record Containment(
    Reach reach, boolean network, boolean sizes, boolean user, Counting counting) {

  /** Which files a program can reach. */
  public enum Reach {
    /** It sees its own folder and, unchanged, what the system needs to run it: bubblewrap. */
    HIDDEN("bubblewrap"),
    /**
     * It can open its own folder and read what the system needs to run it; of other files it can
     * learn that they are there: Landlock and a filter of system calls.
     */
    LOCKED("Landlock and seccomp"),
    /** All that its user can. */
    OPEN("nothing");

    private final String by;

    Reach(String by) {
      this.by = by;
    }

    /** What keeps it from other files. */
    public String by() {
      return by;
    }
  }

  /** How processes and threads are counted; the kernel counts those of a user, not of a program. */
  public enum Counting {
    /** Those of the run alone: it has a user or a space of users to itself. */
    RUN,
    /** With all others of our user: the limit is on top of what this user runs already. */
    USER,
    /** Not at all. */
    NONE
  }

  /** Nothing but what every system can do. */
  public static final Containment NONE =
      new Containment(Reach.OPEN, false, false, false, Counting.NONE);

  private static final class Detected {
    static final Containment VALUE = Detection.run();
  }

  /** What this system offers. */
  public static Containment ofThisSystem() {
    return Detected.VALUE;
  }

  /** Whether a program is kept from files that are not its own, reading and writing. */
  public boolean contains() {
    return reach != Reach.OPEN;
  }

  /** What is not kept on this system, a sentence each; for people who run programs of models. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    if (!contains()) {
      gaps.add(
          "files outside of its folder can be read and written: install bubblewrap (bwrap), or use"
              + " a Linux with Landlock (5.13 or newer)");
    }
    if (!network) {
      gaps.add(
          "the network can be reached: install bubblewrap (bwrap) or util-linux (unshare), and"
              + " allow namespaces");
    }
    if (!sizes) {
      gaps.add(
          "memory, file size and number of processes are unlimited, and a process that leaves its"
              + " parent and empties its environment stays: install prlimit");
    } else if (counting == Counting.USER) {
      gaps.add(
          "processes are counted with all others of this user, so that a run may start as many as"
              + " all runs at once: allow namespaces");
    } else if (counting == Counting.NONE) {
      gaps.add(
          "the number of processes is unlimited: allow namespaces, or run as root with setpriv");
    }
    return gaps;
  }
}
