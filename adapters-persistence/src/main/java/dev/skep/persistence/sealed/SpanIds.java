package dev.skep.persistence.sealed;

/// The column `traces.span_ids`: the ids of a trace's rows in `spans`, ascending, as a JSON array
/// of the first one and then the differences from one to the next. `[7,1,3]` is 7, 8, 11.
public final class SpanIds {
  private SpanIds() {}

  /// The column of a trace with these rows.
  ///
  /// @param rowIds ascending, at least one
  public static String write(long[] rowIds) {
    var json = new StringBuilder(8 + rowIds.length * 3).append('[');
    long before = 0;
    for (long id : rowIds) {
      if (before > 0) {
        json.append(',');
      }
      json.append(id - before);
      before = id;
    }
    return json.append(']').toString();
  }

  public static long[] read(String json) {
    String[] numbers = json.substring(1, json.length() - 1).split(",", -1);
    long[] ids = new long[numbers.length];
    long before = 0;
    for (int i = 0; i < ids.length; i++) {
      before += Long.parseLong(numbers[i].strip());
      ids[i] = before;
    }
    return ids;
  }
}
