package dev.skep.domain.trace;

import java.util.Locale;

/// The part a span plays in a call.
///
/// Source: OTLP `Span.SpanKind`; unspecified and unknown numbers count as internal.
public enum SpanKind {
  INTERNAL(1),
  SERVER(2),
  CLIENT(3),
  PRODUCER(4),
  CONSUMER(5);

  private static final SpanKind[] BY_NUMBER = {
    INTERNAL, INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER
  };

  private final int number;
  private final String slug = name().toLowerCase(Locale.ROOT);

  SpanKind(int number) {
    this.number = number;
  }

  /// The kind with this OTLP number; internal for 0 and for numbers that are not defined.
  public static SpanKind ofNumber(int number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : INTERNAL;
  }

  /// OTLP's number of this kind, 1 to 5.
  public int number() {
    return number;
  }

  /// The name in lower case, as the read API writes it.
  public String slug() {
    return slug;
  }

  /// Whether such a span is where a call enters a service: the spans that are counted as calls.
  public boolean isEntry() {
    return this == SERVER || this == CONSUMER;
  }

  /// Whether such a span is where a call leaves a service.
  public boolean isExit() {
    return this == CLIENT || this == PRODUCER;
  }
}
