package dev.skep.persistence.segment;

import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.persistence.row.AttributeTerms;
import dev.skep.persistence.row.EventsJson;
import dev.skep.persistence.row.Fingerprint;
import dev.skep.persistence.row.LinksJson;
import dev.skep.persistence.row.NewSpan;
import dev.skep.persistence.row.OperationRecords;
import dev.skep.persistence.row.RecentOperations;
import dev.skep.persistence.row.ResourceRecords;
import dev.skep.persistence.row.RowIds;
import dev.skep.persistence.row.ScopeRecords;
import dev.skep.persistence.row.SharedRows;
import dev.skep.persistence.row.SpanTimes;
import dev.skep.persistence.row.TermDictionary;
import dev.skep.persistence.row.TermList;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Says spans in the words of one segment: gives what they share with others its row, once.
final class RowEncoder {
  private final RecentOperations operations;
  private final SharedRows<Resource> resources;
  private final SharedRows<InstrumentationScope> scopes;
  private final TermDictionary dictionary;
  private final AttributeTerms attributes;

  RowEncoder(Connection connection) throws SQLException {
    RowIds operationIds = OperationRecords.ids(connection);
    RowIds resourceIds = ResourceRecords.ids(connection);
    RowIds scopeIds = ScopeRecords.ids(connection);
    operations =
        new RecentOperations(
            new SharedRows<>(operation -> OperationRecords.idOf(operationIds, operation)));
    resources = new SharedRows<>(resource -> ResourceRecords.idOf(resourceIds, resource));
    scopes = new SharedRows<>(scope -> ScopeRecords.idOf(scopeIds, scope));
    dictionary = TermDictionary.of(connection);
    attributes = new AttributeTerms(dictionary);
  }

  /// The row of a span. [#terms] are then those of this span.
  NewSpan encode(Span span, long rowId) {
    return new NewSpan(
        rowId,
        span,
        new SpanTimes(span.start(), span.end()),
        operations.idOf(span),
        (int) resources.idOf(span.resource()),
        (int) scopes.idOf(span.scope()),
        attributes.write(span.attributes()),
        span.events().isEmpty() ? null : EventsJson.write(span.events()),
        span.links().isEmpty() ? null : LinksJson.write(span.links()));
  }

  /// The terms of the row that was encoded last.
  TermList terms() {
    return attributes.terms();
  }

  /// A fingerprint of the row that was encoded last.
  long fingerprint(NewSpan row, long seed) {
    Span span = row.span();
    return new Fingerprint(seed)
        .trace(span.traceId())
        .span(span.spanId())
        .span(parentId(span.parent()))
        .number(row.operationId())
        .number(span.status().code().number())
        .text(span.status().message())
        .number(row.times().startPosition())
        .number(row.times().lastPosition())
        .text(row.times().exact())
        .text(span.traceState())
        .number(span.flags())
        .terms(terms())
        .text(row.events())
        .text(row.links())
        .number(row.resourceId())
        .number(row.scopeId())
        .value();
  }

  /// Writes what is new and shared, in the transaction that is under way.
  void flush() throws SQLException {
    dictionary.flush();
  }

  /// Forgets what a rollback took away.
  void forget() throws SQLException {
    operations.forget();
    resources.forget();
    scopes.forget();
    dictionary.reload();
  }

  private static @Nullable SpanId parentId(Parent parent) {
    return parent instanceof Parent.Of(SpanId id) ? id : null;
  }
}
