package dev.skep.persistence.tools;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes what SQLite answers, row by row.
public interface SqlAnswer {
  /// Comes first, once.
  void columns(List<String> names);

  /// Comes for each row.
  ///
  /// @param values `Long` or `Integer`, `Double`, `String`, `byte[]`, or null
  void row(List<@Nullable Object> values);
}
