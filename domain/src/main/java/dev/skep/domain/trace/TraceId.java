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
public final class TraceId implements Comparable<TraceId> {
  /// The longest text taken as an identifier.
  public static final int MAX_LENGTH = Identifiers.MAX_LENGTH;

  private static final int BYTES = 16;

  private final long high;
  private final long low;
  // Empty in the regular form, whose digits are written when somebody wants to see them.
  private final String irregular;

  /// @throws IllegalArgumentException if `value` is no identifier; see [#parse(String)]
  public TraceId(String value) {
    Identifiers.require(value, BYTES);
    boolean regular = Identifiers.isHex(value, BYTES);
    high = regular ? Identifiers.bits(value, 0) : 0;
    low = regular ? Identifiers.bits(value, 16) : 0;
    irregular = regular ? "" : value;
  }

  private TraceId(long high, long low) {
    this.high = high;
    this.low = low;
    irregular = "";
  }

  /// The regular identifier of these 16 bytes, the first eight of them in `high`.
  ///
  /// @throws IllegalArgumentException if both are zero
  public static TraceId of(long high, long low) {
    if ((high | low) == 0) {
      throw new IllegalArgumentException("an identifier is not all zero");
    }
    return new TraceId(high, low);
  }

  /// The identifier that `text` writes, or nothing when it is empty, too long, or all zero.
  public static Optional<TraceId> parse(String text) {
    return Identifiers.isValid(text, BYTES) ? Optional.of(new TraceId(text)) : Optional.empty();
  }

  /// The identifier made of these bytes, or nothing when they are not exactly 16 or all zero.
  public static Optional<TraceId> parse(byte[] bytes) {
    return Identifiers.isValid(bytes, BYTES)
        ? Optional.of(new TraceId(Identifiers.bits(bytes, 0), Identifiers.bits(bytes, 8)))
        : Optional.empty();
  }

  /// The identifier as text: the digits of the regular form, or what was sent.
  public String value() {
    return isHex() ? Identifiers.hex(high) + Identifiers.hex(low) : irregular;
  }

  /// Whether this is the regular form: 32 hexadecimal digits.
  public boolean isHex() {
    return (high | low) != 0;
  }

  /// The first eight bytes of the regular form; of an irregular identifier this and [#low] are 0.
  public long high() {
    return high;
  }

  /// The last eight bytes of the regular form.
  public long low() {
    return low;
  }

  /// Irregular ids first, by code points; then the regular ones, by their bytes.
  @Override
  public int compareTo(TraceId other) {
    // An irregular id counts as zero here, which no regular one is.
    int byHigh = Long.compareUnsigned(high, other.high);
    int byBytes = byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    return byBytes != 0 || isHex()
        ? byBytes
        : Identifiers.compareCodePoints(irregular, other.irregular);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TraceId that
        && high == that.high
        && low == that.low
        && irregular.equals(that.irregular);
  }

  @Override
  public int hashCode() {
    return isHex() ? 31 * Long.hashCode(high) + Long.hashCode(low) : irregular.hashCode();
  }

  @Override
  public String toString() {
    return value();
  }
}
