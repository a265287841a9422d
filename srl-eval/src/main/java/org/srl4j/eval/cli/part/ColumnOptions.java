package org.srl4j.eval.cli.part;

import java.util.LinkedHashMap;
import java.util.Map;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.eval.rows.DataRows;
import org.srl4j.eval.rows.FieldPaths;
import picocli.CommandLine.Option;

/** Where the fields of a format stand in files that have other columns. */
public final class ColumnOptions {
  @Option(
      names = "--column",
      paramLabel = "FIELD=PATH",
      description =
          "Read a field of the format from another column; dots lead into nested columns and"
              + " numbers into lists, e.g. question=extra_info.question or"
              + " question=prompt.0.content. May be repeated.")
  private Map<String, String> columns = new LinkedHashMap<>();

  /** The rows of JSONL, JSON and Parquet files, with the fields where the format looks for them. */
  public JsonRow.Source rows() {
    return new FieldPaths(columns).over(DataRows::read);
  }
}
