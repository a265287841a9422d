package org.srl4j.eval.swe.run.judge;

import java.util.Map;

/**
 * The tests' classes and stand-ins of the candidate's, over those of the JDK; of ours, those that
 * stand-ins call.
 */
final class TestClasses extends ClassLoader {
  private final Map<String, byte[]> tests;
  private final Stubs stubs;

  TestClasses(Map<String, byte[]> tests, Stubs stubs) {
    super(ClassLoader.getPlatformClassLoader());
    this.tests = tests;
    this.stubs = stubs;
    setDefaultAssertionStatus(true);
  }

  boolean isStandIn(String name) {
    return stubs.has(name.replace('.', '/'));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (Class<?> ours : new Class<?>[] {Bridge.class, Remote.class, Arrival.class}) {
      if (ours.getName().equals(name)) {
        return ours;
      }
    }
    byte[] bytes = tests.get(name);
    if (bytes == null && isStandIn(name)) {
      bytes = stubs.standIn(name.replace('.', '/'));
    }
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
