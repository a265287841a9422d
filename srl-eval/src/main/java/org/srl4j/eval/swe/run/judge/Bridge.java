package org.srl4j.eval.swe.run.judge;

/** What the code of stand-ins calls: the session of the candidate that is judged now. */
public final class Bridge {
  private static volatile Session session;

  private Bridge() {}

  static void open(Session opened) {
    session = opened;
  }

  /**
   * Calls a method.
   *
   * @param owner binary name of the class that declares it
   * @param name of the method
   * @param descriptor of the method
   * @param target null for a static one
   * @param arguments boxed
   * @return its result, boxed
   */
  public static Object call(
      String owner, String name, String descriptor, Object target, Object[] arguments) {
    return session.call(new Session.Member(owner, name, descriptor), target, arguments);
  }

  /**
   * Makes an object.
   *
   * @return its number
   */
  public static int create(String owner, String descriptor, Object[] arguments) {
    return session.create(new Session.Member(owner, "<init>", descriptor), arguments);
  }

  /** Tells which stand-in has a number, so that the object is always the same. */
  public static void created(Object standIn) {
    session.created((Remote) standIn);
  }

  /**
   * Whether a stand-in equals another object: its class says so, and the content is the same.
   *
   * @param first a stand-in
   */
  public static boolean same(Object first, Object second) {
    return session.same(first, second);
  }

  /** The number of what arrives; 0 for null. */
  public static int numberOf(Arrival arrival) {
    return arrival == null ? 0 : arrival.number();
  }
}
