package org.srl4j.models.huggingface;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFields;
import org.srl4j.models.io.JsonFiles;

/** Small model folders, right and wrong. */
public final class ModelFolders {
  private ModelFolders() {}

  /** A random model of a named shape; one file of F32. */
  static Path write(Path to, String shape) {
    return write(to, shape, WeightFormat.single(ElementType.F32));
  }

  static Path write(Path to, String shape, WeightFormat format) {
    try {
      new RandomModel(NamedShapes.config(shape), 1, Optional.empty()).write(to, format);
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a JSON file of a folder. */
  static void edit(Path file, Consumer<ObjectNode> change) throws IOException {
    ObjectNode root = JsonFields.read(file).root();
    change.accept(root);
    JsonFiles.write(file, root);
  }

  /** Replaces one field; {@code value} is JSON, {@code -} removes it. */
  public static void set(Path file, String field, String value) throws IOException {
    ObjectNode root = JsonFields.read(file).root();
    root.remove(field);
    if (value.equals("-")) {
      JsonFiles.write(file, root);
      return;
    }
    root.put(field, "@@");
    JsonFiles.write(file, root);
    Files.writeString(file, Files.readString(file).replace("\"@@\"", value));
  }
}
