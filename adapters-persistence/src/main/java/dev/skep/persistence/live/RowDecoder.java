package dev.skep.persistence.live;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.StatusCode;
import dev.skep.persistence.row.AttributeTerms;
import dev.skep.persistence.row.Fingerprint;
import dev.skep.persistence.row.SpanTimes;
import dev.skep.persistence.row.TermList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes of the rows of `spans` what an index keeps of them.
final class RowDecoder {
  private final RowTexts texts;
  private final AttributeTerms.Terms shared;
  private final long seed;
  private final TermList terms = new TermList();

  /// @param shared what the rows point to
  /// @param seed of the index
  RowDecoder(RowTexts texts, AttributeTerms.Terms shared, long seed) {
    this.texts = texts;
    this.shared = shared;
    this.seed = seed;
  }

  /// The rows at hand.
  List<IndexedRow> rows() throws SQLException {
    List<IndexedRow> rows = new ArrayList<>(RowTexts.ROWS_AT_ONCE);
    var text = new RowText(texts.text());
    while (text.hasRow()) {
      rows.add(row(text));
    }
    return rows;
  }

  private IndexedRow row(RowText row) throws SQLException {
    long id = row.number();
    var traceId = row.traceId();
    var spanId = row.spanId();
    var parent = row.parent();
    int operation = row.integer();
    int status = row.integer();
    long start = row.number();
    long endOffset = row.number();
    long flags = row.number();
    int resource = row.integer();
    int scope = row.integer();
    boolean isRare = row.flag();
    AttributeTerms.readTerms(row.rest(), shared, terms);
    ResultSet rare = isRare ? texts.nextRare() : null;
    SpanTimes times =
        rare == null
            ? SpanTimes.read(start, endOffset, null)
            : SpanTimes.read(start, offset(rare), rare.getString(3));
    long fingerprint =
        new Fingerprint(seed)
            .trace(traceId)
            .span(spanId)
            .span(parent instanceof Parent.Of(SpanId parentId) ? parentId : null)
            .number(operation)
            .number(status)
            .text(rare == null ? null : rare.getString(1))
            .number(times.startPosition())
            .number(times.lastPosition())
            .text(times.exact())
            .text(rare == null ? null : rare.getString(4))
            .number(flags)
            .terms(terms)
            .text(rare == null ? null : rare.getString(5))
            .text(rare == null ? null : rare.getString(6))
            .number(resource)
            .number(scope)
            .value();
    var span =
        new IndexedSpan(
            traceId,
            spanId,
            parent,
            operation,
            resource,
            status == StatusCode.ERROR.number(),
            times.startPosition(),
            times.lastPosition(),
            fingerprint);
    return new IndexedRow(id, span, terms.copy());
  }

  private static @Nullable Long offset(ResultSet rare) throws SQLException {
    long offset = rare.getLong(2);
    return rare.wasNull() ? null : offset;
  }

  /// A row.
  ///
  /// @param terms of its attributes
  record IndexedRow(long id, IndexedSpan span, TermList terms) {}
}
