package dev.skep.domain.trace;

import java.util.Optional;

/// Identifies one trace.
///
/// The regular form is 16 bytes written as 32 lower-case hexadecimal digits, never all zero. Any
/// other non-empty text of at most [#MAX_LENGTH] UTF-16 units is an identifier too and is kept as
/// it was sent, because senders of OTLP/JSON may use such ids (the specification's own example is
/// `abc123...`). Hexadecimal digits of the regular form are compared without regard to case.
///
/// Source: OTLP `Span.trace_id`; W3C Trace Context, "trace-id".
public record TraceId(String value) implements Comparable<TraceId> {
  /// The longest text taken as an identifier.
  public static final int MAX_LENGTH = Identifiers.MAX_LENGTH;

  private static final int BYTES = 16;

  /// @throws IllegalArgumentException if `value` is no identifier; see [#parse(String)]
  public TraceId {
    value = Identifiers.require(value, BYTES);
  }

  /// The identifier that `text` writes, or nothing when it is empty, too long, or all zero.
  public static Optional<TraceId> parse(String text) {
    return Identifiers.isValid(text, BYTES) ? Optional.of(new TraceId(text)) : Optional.empty();
  }

  /// The identifier made of these bytes, or nothing when they are not exactly 16 or all zero.
  public static Optional<TraceId> parse(byte[] bytes) {
    return Identifiers.isValid(bytes, BYTES)
        ? Optional.of(new TraceId(Identifiers.hex(bytes)))
        : Optional.empty();
  }

  /// Whether this is the regular form: 32 hexadecimal digits.
  public boolean isHex() {
    return Identifiers.isHex(value, BYTES);
  }

  /// Irregular ids first, by code points; then the regular ones, by their bytes.
  @Override
  public int compareTo(TraceId other) {
    return Identifiers.compare(value, other.value, BYTES);
  }

  @Override
  public String toString() {
    return value;
  }
}
