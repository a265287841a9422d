package org.srl4j.eval.swe.run.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values of one side of a pipe, written so that the other side gets the same. Plain values and
 * their likes are copied. Containers of the JDK are copied and kept alike: a message ends with the
 * content of those that have changed since the last one. Objects of a candidate are the business of
 * the subclass. Not thread-safe.
 */
public abstract class Border {
  private static final int MOST_SHARED = 1 << 17;
  private static final int STEP = 2;

  private final Map<Object, Shared> byObject = new IdentityHashMap<>();
  private final Map<Integer, Shared> byId = new HashMap<>();
  private final List<Shared> shared = new ArrayList<>();
  private int nextId;

  /** A container that both sides have. */
  private static final class Shared {
    final int id;
    final Object outer;
    final Object inner;
    Object[] seen;

    Shared(int id, Object outer, Object inner) {
      this.id = id;
      this.outer = outer;
      this.inner = inner;
    }

    boolean changed(Object[] now) {
      if (seen == null || seen.length != now.length) {
        return seen != null;
      }
      for (int i = 0; i < now.length; i++) {
        if (seen[i] != now[i] && !(Plain.is(now[i]) && now[i].equals(seen[i]))) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * One side.
   *
   * @param first 0 or 1, another one on each side: numbers that a side gives to containers
   */
  protected Border(int first) {
    this.nextId = first;
  }

  /**
   * Writes an object that is neither plain nor a container.
   *
   * @throws NotServedError if it cannot go over
   */
  protected abstract void writeOther(DataOutputStream out, Object o) throws IOException;

  /** Reads what {@link #writeOther} of the other side wrote. */
  protected abstract Object readOther(DataInputStream in) throws IOException;

  /** The class of a descriptor's component, e.g. of {@code [La/B;}. */
  protected abstract Class<?> component(String arrayDescriptor) throws IOException;

  /** Forgets all containers; the other side must do so too. */
  public void forget() {
    byObject.clear();
    byId.clear();
    shared.clear();
  }

  /** A value, or null. */
  protected final void write(DataOutputStream out, Object o) throws IOException {
    if (Plain.is(o)) {
      out.writeByte('P');
      Plain.write(out, o);
    } else if (byObject.containsKey(o)) {
      out.writeByte('S');
      out.writeInt(byObject.get(o).id);
    } else if (Plain.isOptional(o)) {
      out.writeByte('O');
      Object held = ((Optional<?>) o).orElse(null);
      write(out, held);
    } else {
      String kind = Containers.kind(o);
      out.writeByte(kind.isEmpty() ? 'X' : 'D');
      if (kind.isEmpty()) {
        writeOther(out, o);
      } else {
        define(out, o, kind);
      }
    }
  }

  private void define(DataOutputStream out, Object o, String kind) throws IOException {
    Shared made = remember(nextId, o, o);
    nextId += STEP;
    Object[] content = Containers.content(o);
    out.writeInt(made.id);
    Text.write(out, kind);
    writeAll(out, content);
    made.seen = content;
  }

  private void writeAll(DataOutputStream out, Object[] content) throws IOException {
    out.writeInt(content.length);
    for (Object element : content) {
      write(out, element);
    }
  }

  private Shared remember(int id, Object outer, Object inner) throws IOException {
    if (shared.size() >= MOST_SHARED) {
      throw new NotServedError("more than " + MOST_SHARED + " arrays and collections in one test");
    }
    Shared made = new Shared(id, outer, inner);
    byObject.put(outer, made);
    byId.put(id, made);
    shared.add(made);
    return made;
  }

  /** A value, or null. */
  protected final Object read(DataInputStream in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case 'P' -> Plain.read(in);
      case 'S' -> known(in.readInt()).outer;
      case 'O' -> Optional.ofNullable(read(in));
      case 'X' -> readOther(in);
      case 'D' -> readDefined(in);
      default -> throw new BrokenFrameException("a value of kind " + tag);
    };
  }

  private Shared known(int id) throws IOException {
    Shared found = byId.get(id);
    if (found == null) {
      throw new BrokenFrameException("no container " + id);
    }
    return found;
  }

  private Object readDefined(DataInputStream in) throws IOException {
    int id = in.readInt();
    String kind = Text.read(in);
    int size = size(in);
    Class<?> component = kind.startsWith("[") ? component(kind) : Object.class;
    Containers.Made empty = Containers.make(kind, size, component);
    Shared made = remember(id, empty.outer(), empty.inner());
    fill(made, readAll(in, size));
    return made.outer;
  }

  /** Every element takes a byte at least, so a size that lies is noticed before it is believed. */
  private static int size(DataInputStream in) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > in.available()) {
      throw new BrokenFrameException("a container of " + size);
    }
    return size;
  }

  private Object[] readAll(DataInputStream in, int size) throws IOException {
    Object[] content = new Object[size];
    for (int i = 0; i < size; i++) {
      content[i] = read(in);
    }
    return content;
  }

  private static void fill(Shared made, Object[] content) throws IOException {
    try {
      Containers.fill(made.inner, content);
      made.seen = Containers.content(made.inner);
    } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
      throw new BrokenFrameException("a container with other elements than it may have: " + e);
    }
  }

  /** What has changed of all containers; the end of a message. */
  protected final void writeChanges(DataOutputStream out) throws IOException {
    for (int i = 0; i < shared.size(); i++) { // more may come while we write
      Shared one = shared.get(i);
      Object[] now = Containers.content(one.inner);
      if (one.changed(now)) {
        out.writeByte('U');
        out.writeInt(one.id);
        writeAll(out, now);
        one.seen = now;
      }
    }
    out.writeByte('.');
  }

  /** Makes containers what they are on the other side. */
  protected final void readChanges(DataInputStream in) throws IOException {
    for (int tag = in.readUnsignedByte(); tag != '.'; tag = in.readUnsignedByte()) {
      if (tag != 'U') {
        throw new BrokenFrameException("a change of kind " + tag);
      }
      Shared one = known(in.readInt());
      fill(one, readAll(in, size(in)));
    }
  }

  /** A message in memory. */
  protected static DataInputStream input(Frame frame) {
    return new DataInputStream(new ByteArrayInputStream(frame.body()));
  }

  /** Writes a message in memory. */
  @FunctionalInterface
  protected interface Body {
    /** Writes it. */
    void write(DataOutputStream out) throws IOException;
  }

  /** A frame of what is written. */
  protected static Frame frame(Frame.Type type, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.write(new DataOutputStream(bytes));
    if (bytes.size() > Frame.MAX_BYTES) {
      throw new NotServedError("a call or its answer has more than " + Frame.MAX_BYTES + " bytes");
    }
    return new Frame(type, bytes.toByteArray());
  }
}
