package dev.skep.persistence.search;

import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.persistence.row.TermList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The terms of one segment that meet a condition on an attribute of spans.
final class TermSet {
  private final BitSet listed;
  private final int[] outside;

  private TermSet(BitSet listed, int[] outside) {
    this.listed = listed;
    this.outside = outside;
  }

  /// @param like texts of JSON if only they, or arrays, can meet the condition
  static TermSet of(
      SearchedSegment segment, SpanCondition condition, String key, List<String> like) {
    int keyId = segment.keyId(key);
    var listed = new BitSet();
    segment
        .terms(keyId, like)
        .forEach((id, value) -> {
          if (!(value instanceof AttributeValue.EmptyValue)
              && Sample.meets(condition, key, value)) {
            listed.set(id);
          }
        });
    int[] outside =
        like.isEmpty()
            ? new int[] {TermList.inlineKey(keyId)}
            : like.stream().mapToInt(text -> TermList.inlineValue(key, text)).sorted().toArray();
    return new TermSet(listed, outside);
  }

  /// What the index knows of traces with one of them.
  Candidates traces(SearchedSegment segment) {
    return segment.withTerms(listed, outside);
  }

  /// Whether any of a span's terms is among these.
  boolean meets(TermList terms) {
    for (int i = 0; i < terms.size(); i++) {
      int term = terms.get(i);
      if (term >= 0 ? listed.get(term) : Arrays.binarySearch(outside, term) >= 0) {
        return true;
      }
    }
    return false;
  }
}
