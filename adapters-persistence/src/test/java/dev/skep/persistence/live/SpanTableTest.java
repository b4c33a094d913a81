package dev.skep.persistence.live;

import static dev.skep.domain.trace.Spans.traceId;
import static dev.skep.persistence.live.IndexedSpans.called;
import static dev.skep.persistence.live.IndexedSpans.span;
import static dev.skep.persistence.live.IndexedSpans.withFingerprint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.persistence.row.TermList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the index in memory knows of spans.
final class SpanTableTest {
  private static final SpanId ID = SpanId.of(0xa1);
  private static final SpanId PARENT = SpanId.of(0xb1);

  private final SpanTable spans = new SpanTable(7, 0);

  @Test
  void a_table_that_has_grown_many_times_finds_each_span() {
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      add(i / 4, SpanId.of(i % 4 + 1L));
    }

    assertThat(spans.count()).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      assertThat(spans.span(i / 4, SpanId.of(i % 4 + 1L))).isEqualTo(i);
      assertThat(spans.traceOf(i)).isEqualTo(i / 4);
    }
    assertThat(spans.span(0, SpanId.of(5))).isEqualTo(LiveIndex.NONE);
  }

  @Test
  void an_id_that_is_not_hexadecimal_is_found_too() {
    SpanId irregular = new SpanId("step-3");

    assertThat(add(0, irregular)).isEqualTo(spans.span(0, irregular));
  }

  @Test
  void of_spans_that_share_an_id_the_first_is_found_by_it_and_each_by_its_fingerprint() {
    for (long fingerprint = 0; fingerprint < 2_000; fingerprint++) {
      spans.add(0, withFingerprint(traceId(1), ID, fingerprint), new TermList());
    }

    assertThat(spans.span(0, ID)).isZero();
    assertThat(IntStream.range(0, 2_000))
        .allSatisfy(span -> assertThat(spans.spanLike(0, ID, span)).isEqualTo(span));
    assertThat(spans.spanLike(0, ID, 2_000)).isEqualTo(LiveIndex.NONE);
  }

  @Test
  void a_span_is_at_the_top_unless_its_parent_is_in_its_trace() {
    int root = add(0, PARENT);
    int child = spans.add(0, span(traceId(1), ID, Parent.of(PARENT)), new TermList());
    int parentElsewhere = spans.add(1, span(traceId(2), ID, Parent.of(PARENT)), new TermList());

    assertThat(spans.isTop(root)).isTrue();
    assertThat(spans.isTop(child)).isFalse();
    assertThat(spans.isTop(parentElsewhere)).isTrue();

    add(1, PARENT);

    assertThat(spans.isTop(parentElsewhere)).isFalse();
  }

  @Test
  void an_operation_and_whether_a_span_failed_do_not_mix() {
    int good = spans.add(0, called(0, 5, false), new TermList());
    int failed = spans.add(0, called(0, 6, true), new TermList());
    int other = spans.add(0, called(Integer.MAX_VALUE, 7, true), new TermList());

    assertThat(spans.isError(good)).isFalse();
    assertThat(spans.isError(failed)).isTrue();
    assertThat(spans.operationOf(good)).isZero();
    assertThat(spans.operationOf(failed)).isZero();
    assertThat(spans.operationOf(other)).isEqualTo(Integer.MAX_VALUE);
    assertThat(spans.resourceOf(failed)).isEqualTo(6);
  }

  @Test
  void the_spans_of_a_trace_are_in_the_order_of_their_rows() {
    for (int i = 0; i < 6; i++) {
      add(i % 2, SpanId.of(i + 1L));
    }

    assertThat(spans.rowIds(1, 3)).containsExactly(2, 4, 6);

    int[] into = new int[5];
    spans.copySpans(0, into, 4);
    assertThat(into).containsExactly(0, 0, 2, 4, 0);
  }

  @Test
  void the_terms_of_a_span_are_its_own() {
    addWithTerms(3, -4);
    addWithTerms();
    spans.addNothing();
    addWithTerms(5);

    assertThat(terms(0)).containsExactly(3, -4);
    assertThat(terms(1)).isEmpty();
    assertThat(terms(2)).isEmpty();
    assertThat(terms(3)).containsExactly(5);
  }

  @Test
  void what_was_removed_is_found_no_more_and_its_numbers_are_not_given_again() {
    add(0, PARENT);
    add(1, PARENT);
    int child = spans.add(0, span(traceId(1), ID, Parent.of(PARENT)), new TermList());
    spans.removeAllOf(0);

    assertThat(spans.span(0, PARENT)).isEqualTo(LiveIndex.NONE);
    assertThat(spans.traceOf(child)).isEqualTo(LiveIndex.NONE);
    assertThat(spans.rowIds(0, 0)).isEmpty();
    assertThat(spans.span(1, PARENT)).isEqualTo(1);

    assertThat(add(0, PARENT)).isEqualTo(3);
    assertThat(spans.rowIds(0, 1)).containsExactly(4);
  }

  private int add(int trace, SpanId id) {
    return spans.add(trace, span(traceId(trace + 1), id), new TermList());
  }

  private void addWithTerms(int... terms) {
    var list = new TermList();
    for (int term : terms) {
      list.add(term);
    }
    spans.add(0, span(traceId(1), ID), list);
  }

  private int[] terms(int span) {
    return IntStream.range(spans.termsStart(span), spans.termsStart(span + 1))
        .map(spans::term)
        .toArray();
  }
}
