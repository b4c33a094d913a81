package dev.skep.persistence.row;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Rows of a table that many spans point to, read in blocks and remembered: rows that were written
/// one after the other are often needed together. Or, where there are too many for that, just those
/// that are asked for. Rows never change, so what is remembered stays true.
final class CachedRows<T> {
  private static final int BLOCK = 128;
  private static final int MOST = 4_096;

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

  /// These rows, or fewer: a row that nobody has is left out. What is not remembered is read
  /// together, and nothing else with it.
  ///
  /// @param ids ascending
  Map<Integer, T> getAll(int[] ids, Picked<T> table) {
    Map<Integer, T> found = new HashMap<>();
    int[] unknown = new int[ids.length];
    int count = 0;
    for (int id : ids) {
      T known = rows.get(id);
      if (known == null) {
        unknown[count++] = id;
      } else {
        found.put(id, known);
      }
    }
    if (count > 0) {
      Map<Integer, T> read = table.read(Arrays.copyOf(unknown, count));
      if (rows.size() + read.size() > MOST) {
        rows.clear();
      }
      if (read.size() <= MOST) {
        rows.putAll(read);
      }
      found.putAll(read);
    }
    return found;
  }

  interface Picked<T> {
    /// The rows with these ids, which ascend.
    Map<Integer, T> read(int[] ids);
  }

  interface Blocks<T> {
    /// The rows with ids from `first` to `last`.
    Map<Integer, T> read(int first, int last);
  }
}
