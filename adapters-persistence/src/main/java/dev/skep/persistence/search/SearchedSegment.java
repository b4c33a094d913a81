package dev.skep.persistence.search;

import dev.skep.domain.search.overview.OverviewCounts;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.sealed.TraceColumns;
import dev.skep.persistence.segment.TraceMeasures;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A segment as one search sees it. A trace of the segment is a number; what is said of a trace is
/// said of that part of it which lies here.
///
/// All methods may throw `StorageUnavailableException`.
interface SearchedSegment {
  /// No such trace or key.
  int NONE = -1;

  /// The segment's number.
  long number();

  /// Whether nothing is added any more.
  boolean isSealed();

  // ---- Which traces there are

  /// All traces. The caller does not change the set.
  BitSet all();

  /// The number of a trace, or [#NONE].
  int find(TraceId id);

  TraceMeasures measures(int trace);

  /// Counts all traces at once, if that is quicker than one by one, if all are taken, and if the
  /// columns are wide enough.
  ///
  /// @return those that it counted, or nothing if it counted none
  Optional<BitSet> addAll(OverviewCounts counts, TimeColumns columns, TraceRanges ranges);

  /// Shows the measures of some traces, in any order.
  void forEach(BitSet wanted, TraceColumns.Visitor visitor);

  /// Those of the candidates that the ranking takes, in its order.
  RankedTraces ranked(Candidates candidates, Ranking ranking);

  /// No trace here has a better rank. Known without opening the segment.
  long bestRank(Ranking ranking);

  // ---- What their spans say

  /// The operations, by id.
  Map<Integer, Operation> operations();

  /// The resources, by id.
  Map<Integer, Resource> resources();

  /// The id of an attribute's name; 0 if it has none, because there are too many names.
  int keyId(String key);

  /// The values of a key that are in the dictionary, by term.
  ///
  /// @param like those that may be equal to one of these texts of JSON, and arrays; or empty for
  ///   all
  Map<Integer, AttributeValue> terms(int keyId, List<String> like);

  /// The traces with a span of one of these operations.
  BitSet withOperations(BitSet operations);

  /// The traces with a span from this source. The caller does not change the set.
  BitSet fromSource(TraceSource source);

  /// The services that any of these traces went through.
  ///
  /// @param wanted the others may be left out
  Set<String> servicesOf(BitSet traces, Predicate<String> wanted);

  /// The traces with a span of one of these resources.
  BitSet withResources(BitSet resources);

  /// Surely the traces with a span that has one of these terms, and possibly those that have a
  /// value outside of the dictionary.
  ///
  /// @param outside terms of [dev.skep.persistence.row.TermList] that are no ids
  Candidates withTerms(BitSet terms, int[] outside);

  /// The traces with a span in error.
  BitSet inError();

  /// No other trace lasted so long.
  BitSet lastingAtLeast(long nanos);

  /// The traces with a span whose row passes a test; nothing if there are more than so many. Goes
  /// through the rows of all spans.
  Optional<BitSet> withRows(RowTest test, int most);

  // ---- Their spans

  /// The spans of these traces that lie here, for each of them.
  List<List<Span>> spans(int[] traces);

  /// The outlines of the spans of these traces that lie here, for each of them.
  List<List<SpanOutline>> outlines(int[] traces);

  /// The rows of a trace's spans, in the order in which they were stored.
  long[] rowIds(int trace);

  /// The spans of these rows, which ascend.
  List<Span> spansOfRows(long[] rowIds);

  /// The outlines of the spans of these rows, which ascend.
  List<SpanOutline> outlinesOfRows(long[] rowIds);
}
