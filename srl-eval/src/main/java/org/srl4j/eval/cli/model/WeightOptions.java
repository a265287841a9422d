package org.srl4j.eval.cli.model;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.ElementType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a command writes weights. */
final class WeightOptions {
  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "float32",
      converter = TypeName.class,
      description =
          "Type of the weights: float32, bfloat16 or float16 (also F32, BF16, F16); values are"
              + " rounded to nearest, ties to even (default: ${DEFAULT-VALUE}).")
  private ElementType storage;

  @Option(
      names = "--max-shard-size",
      paramLabel = "SIZE",
      defaultValue = "5GB",
      converter = ByteSize.class,
      description =
          "Most bytes of a weight file, from 1; KB, MB and GB are powers of 1000, KiB, MiB and GiB"
              + " of 1024 (default: ${DEFAULT-VALUE}).")
  private long maxShardBytes;

  WeightFormat format() {
    return new WeightFormat(storage, maxShardBytes);
  }

  /** Names of types, torch's and safetensors'. */
  static final class TypeName implements ITypeConverter<ElementType> {
    private static final Map<String, ElementType> NAMES =
        Map.of(
            "float32", ElementType.F32,
            "f32", ElementType.F32,
            "bfloat16", ElementType.BF16,
            "bf16", ElementType.BF16,
            "float16", ElementType.F16,
            "f16", ElementType.F16);

    @Override
    public ElementType convert(String value) {
      ElementType type = NAMES.get(value.toLowerCase(Locale.ROOT));
      if (type == null) {
        throw new TypeConversionException(
            "must be float32, bfloat16 or float16, got '" + value + "'");
      }
      return type;
    }
  }

  /** A number of bytes with an optional unit. */
  static final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([KMG]?)(I?)B?");

    @Override
    public Long convert(String value) {
      Matcher matcher = FORM.matcher(value.strip().toUpperCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "must be a whole number of bytes with an optional unit, as 500MB, got '" + value + "'");
      }
      String unit = matcher.group(2);
      int power = unit.isEmpty() ? 0 : 1 + "KMG".indexOf(unit);
      long size = Long.parseLong(matcher.group(1));
      for (int i = 0; i < power; i++) {
        size *= matcher.group(3).isEmpty() ? 1000 : 1024;
      }
      return size;
    }
  }
}
