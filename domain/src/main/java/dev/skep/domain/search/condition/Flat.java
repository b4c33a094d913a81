package dev.skep.domain.search.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Joins conditions of one kind: a list of some that are joined in the same way is one list.
final class Flat {
  private Flat() {}

  /// The conditions, and in place of each that has parts, these.
  ///
  /// @param parts of a condition that joins others in the same way; of any other, none
  /// @throws IllegalArgumentException if there are fewer than two
  static <C> List<C> of(List<C> conditions, Function<C, List<C>> parts) {
    List<C> flat = new ArrayList<>();
    for (C condition : conditions) {
      List<C> inner = parts.apply(condition);
      if (inner.isEmpty()) {
        flat.add(condition);
      } else {
        flat.addAll(inner);
      }
    }
    if (flat.size() < 2) {
      throw new IllegalArgumentException("needs two conditions or more");
    }
    return List.copyOf(flat);
  }
}
