package dev.skep.domain.trace;

import java.util.Optional;

/// Identifies one span within its trace.
///
/// The regular form is 8 bytes written as 16 lower-case hexadecimal digits, never all zero. Any
/// other non-empty text of at most [TraceId#MAX_LENGTH] UTF-16 units is kept as it was sent, as for
/// [TraceId].
///
/// Source: OTLP `Span.span_id`; W3C Trace Context, "parent-id".
public record SpanId(String value) implements Comparable<SpanId> {
  private static final int BYTES = 8;

  /// @throws IllegalArgumentException if `value` is no identifier; see [#parse(String)]
  public SpanId {
    value = Identifiers.require(value, BYTES);
  }

  /// The identifier that `text` writes, or nothing when it is empty, too long, or all zero.
  public static Optional<SpanId> parse(String text) {
    return Identifiers.isValid(text, BYTES) ? Optional.of(new SpanId(text)) : Optional.empty();
  }

  /// The identifier made of these bytes, or nothing when they are not exactly 8 or all zero.
  public static Optional<SpanId> parse(byte[] bytes) {
    return Identifiers.isValid(bytes, BYTES)
        ? Optional.of(new SpanId(Identifiers.hex(bytes)))
        : Optional.empty();
  }

  /// Whether this is the regular form: 16 hexadecimal digits.
  public boolean isHex() {
    return Identifiers.isHex(value, BYTES);
  }

  /// Irregular ids first, by code points; then the regular ones, by their bytes.
  @Override
  public int compareTo(SpanId other) {
    return Identifiers.compare(value, other.value, BYTES);
  }

  @Override
  public String toString() {
    return value;
  }
}
