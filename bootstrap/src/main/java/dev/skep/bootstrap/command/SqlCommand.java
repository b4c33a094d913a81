package dev.skep.bootstrap.command;

import dev.skep.persistence.tools.FolderSql;
import dev.skep.persistence.tools.SqlAnswer;
import dev.skep.persistence.tools.ToolFailedException;
import java.io.PrintStream;
import java.nio.file.Path;

/// `skep sql "select …" [DIR]`.
public final class SqlCommand {
  /// How it is used.
  public static final String HELP =
      """
      Usage: skep sql "SELECT …" [DIR] [--csv | --json] [--timeout 60s]

      Asks all segments of a data folder at once, also while Skep runs. There are the view
      spans_flat, one readable row per span, and the tables that docs/schema.md describes, each
      with a first column "segment". Nothing can be changed this way.

      The ten slowest spans of a service:

        skep sql "SELECT trace_id, name, duration_nano / 1e6 AS ms FROM spans_flat
                  WHERE service_name = 'nginx' ORDER BY duration_nano DESC LIMIT 10"

      Spans and errors of each operation:

        skep sql "SELECT service_name, name, count(*) AS spans, sum(status_code = 2) AS errors
                  FROM spans JOIN operations
                    ON operations.id = operation_id AND operations.segment = spans.segment
                  GROUP BY 1, 2 ORDER BY spans DESC"\
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  /// Prepares to answer.
  ///
  /// @param terminal whether `out` is one
  public SqlCommand(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /// Does it, and says what the process ends with.
  ///
  /// @return one of [ExitCode]
  public int run(Path data, SqlArguments arguments) {
    if (arguments.statement().isBlank()) {
      out.println(HELP);
      return ExitCode.GOOD;
    }
    try (var text = new TextOut(out);
        FolderSql sql = FolderSql.open(data)) {
      sql.leftOut().forEach(err::println);
      Rows rows = rows(arguments.format(), text);
      sql.ask(arguments.statement(), arguments.limit(), rows);
      rows.end();
      return ExitCode.GOOD;
    } catch (TextOut.NobodyReadsException e) {
      // As when "head" has seen enough.
      return ExitCode.GOOD;
    } catch (ToolFailedException e) {
      err.println(e.getMessage());
      return ExitCode.TROUBLE;
    }
  }

  private Rows rows(SqlArguments.Format format, TextOut text) {
    return switch (format) {
      case JSON_LINES -> new JsonRows(text);
      case CSV -> new SeparatedRows(text, SeparatedRows.Style.CSV);
      case FITTING ->
          terminal ? new AlignedRows(text) : new SeparatedRows(text, SeparatedRows.Style.TABS);
    };
  }

  /// Writes an answer.
  interface Rows extends SqlAnswer {
    /// Comes after the last row.
    default void end() {}
  }
}
