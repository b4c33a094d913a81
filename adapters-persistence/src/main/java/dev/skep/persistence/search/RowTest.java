package dev.skep.persistence.search;

import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.StoredSpans;
import dev.skep.persistence.row.TermList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the row of a span must show at least if the span meets a condition. A row that does not
/// surely is of a span that does not; a row that does may be of any.
sealed interface RowTest {
  /// Every row.
  record Any() implements RowTest {}

  /// No row.
  record Never() implements RowTest {}

  /// What SQL says of the columns of `spans`.
  record Columns(String where) implements RowTest {}

  /// An attribute.
  record Attribute(TermSet terms) implements RowTest {}

  /// All of them.
  record All(List<RowTest> tests) implements RowTest {}

  /// One of them.
  record OneOf(List<RowTest> tests) implements RowTest {}

  /// All of these tests.
  static RowTest all(List<RowTest> tests) {
    return tests.contains(new Never()) ? new Never() : new All(tests);
  }

  /// One of these tests.
  static RowTest oneOf(List<RowTest> tests) {
    List<RowTest> open = tests.stream().filter(test -> !(test instanceof Never)).toList();
    return switch (open.size()) {
      case 0 -> new Never();
      case 1 -> open.getFirst();
      default -> new OneOf(open);
    };
  }

  /// A column that has one of these numbers.
  static RowTest columnIn(String column, BitSet ids) {
    if (ids.isEmpty()) {
      return new Never();
    }
    return new Columns(
        ids.stream()
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",", column + " IN (", ")")));
  }

  /// What SQL can say of it. Attributes are not for SQL to look at.
  default String where() {
    return switch (this) {
      case Any() -> "1";
      case Never() -> "0";
      case Columns(String where) -> where;
      case Attribute _ -> "1";
      case All(List<RowTest> tests) -> joined(tests, " AND ");
      case OneOf(List<RowTest> tests) -> joined(tests, " OR ");
    };
  }

  /// Whether a row that [#where] took passes, if these are the terms of its attributes.
  default boolean passes(TermList terms) {
    return switch (this) {
      case Any _, Columns _ -> true;
      case Never() -> false;
      case Attribute(TermSet wanted) -> wanted.meets(terms);
      case All(List<RowTest> tests) -> tests.stream().allMatch(test -> test.passes(terms));
      case OneOf(List<RowTest> tests) -> tests.stream().anyMatch(test -> test.passes(terms));
    };
  }

  /// Whether it matters what [#passes] says.
  default boolean looksAtAttributes() {
    return switch (this) {
      case Any _, Never _, Columns _ -> false;
      case Attribute _ -> true;
      case All(List<RowTest> tests) -> tests.stream().anyMatch(RowTest::looksAtAttributes);
      case OneOf(List<RowTest> tests) -> tests.stream().allMatch(RowTest::looksAtAttributes);
    };
  }

  /// Whether [#where] leaves any row out.
  default boolean asksColumns() {
    return switch (this) {
      case Any _, Attribute _ -> false;
      case Never _, Columns _ -> true;
      case All(List<RowTest> tests) -> tests.stream().anyMatch(RowTest::asksColumns);
      case OneOf(List<RowTest> tests) -> tests.stream().allMatch(RowTest::asksColumns);
    };
  }

  /// The traces with a span whose row passes; nothing if there are more than so many.
  default Optional<Set<TraceId>> tracesOf(StoredSpans spans, int most) {
    return looksAtAttributes()
        ? spans.tracesOf(where(), this::passes, most)
        : spans.tracesOf(where(), most);
  }

  /// Whether it can leave a row out at all.
  default boolean tells() {
    return asksColumns() || looksAtAttributes();
  }

  private static String joined(List<RowTest> tests, String word) {
    return tests.stream().map(RowTest::where).collect(Collectors.joining(word, "(", ")"));
  }
}
