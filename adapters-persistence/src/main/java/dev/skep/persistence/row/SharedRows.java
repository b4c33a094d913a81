package dev.skep.persistence.row;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Remembers the ids of rows that many spans share, so that the table is asked once for each.
public final class SharedRows<T> {
  // Enough for the instances of a large site; a sender that makes up ever new ones costs look-ups,
  // not memory.
  private static final int MOST = 10_000;

  private final Map<T, Long> ids = new HashMap<>();
  private final ToLongFunction<T> table;
  // Spans that come together share most of this.
  private @Nullable T last;
  private long lastId;

  /// Remembers nothing yet.
  ///
  /// @param table finds or inserts the row of a value and tells its id
  public SharedRows(ToLongFunction<T> table) {
    this.table = table;
  }

  public long idOf(T value) {
    if (!isLast(value)) {
      lastId = find(value);
      last = value;
    }
    return lastId;
  }

  /// Whether it is the very object of the last call: equal ones are found in the map.
  @SuppressWarnings("ReferenceEquality")
  private boolean isLast(T value) {
    return value == last;
  }

  private long find(T value) {
    Long known = ids.get(value);
    if (known != null) {
      return known;
    }
    if (ids.size() >= MOST) {
      ids.clear();
    }
    long id = table.applyAsLong(value);
    ids.put(value, id);
    return id;
  }

  /// Forgets everything: after a rollback, rows may be gone.
  public void forget() {
    ids.clear();
    last = null;
  }
}
