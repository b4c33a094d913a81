package dev.skep.persistence.row;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Rows of a table that many spans point to, read in blocks and remembered: rows that were written
/// one after the other are often needed together. Rows never change, so what is remembered stays
/// true.
final class CachedRows<T> {
  private static final int BLOCK = 128;
  private static final int MOST = 8_192;

  private final Map<Integer, T> rows = new ConcurrentHashMap<>();

  T get(int id, Blocks<T> table) {
    T known = rows.get(id);
    if (known != null) {
      return known;
    }
    if (rows.size() > MOST) {
      rows.clear();
    }
    int first = id / BLOCK * BLOCK;
    Map<Integer, T> block = table.read(first, first + BLOCK - 1);
    rows.putAll(block);
    T found = block.get(id);
    if (found == null) {
      throw new IllegalStateException("a span points to row " + id + ", which is not there");
    }
    return found;
  }

  interface Blocks<T> {
    /// The rows with ids from `first` to `last`.
    Map<Integer, T> read(int first, int last);
  }
}
