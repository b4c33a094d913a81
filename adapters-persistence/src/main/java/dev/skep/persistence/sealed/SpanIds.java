package dev.skep.persistence.sealed;

/// The column `traces.span_ids`: the ids of a trace's rows in `spans`, ascending, as a JSON array
/// of the first one and then the differences from one to the next. `[7,1,3]` is 7, 8, 11.
public final class SpanIds {
  private SpanIds() {}

  /// The column of a trace.
  ///
  /// @param spans ids of rows, minus one, ascending
  /// @param from the first index
  /// @param to the index after the last
  public static String write(int[] spans, int from, int to) {
    var json = new StringBuilder(8 + (to - from) * 3).append('[');
    long before = 0;
    for (int i = from; i < to; i++) {
      if (i > from) {
        json.append(',');
      }
      long id = spans[i] + 1L;
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
