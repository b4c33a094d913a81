package dev.skep.domain.trace;

import java.util.Optional;

/// Identifies one span within its trace.
///
/// The regular form is 8 bytes written as 16 lower-case hexadecimal digits, never all zero. Any
/// other non-empty text of at most [TraceId#MAX_LENGTH] UTF-16 units is kept as it was sent, as for
/// [TraceId].
///
/// Source: OTLP `Span.span_id`; W3C Trace Context, "parent-id".
public final class SpanId implements Comparable<SpanId> {
  private static final int BYTES = 8;

  private final long bits;
  // Empty in the regular form.
  private final String irregular;

  /// @throws IllegalArgumentException if `value` is no identifier; see [#parse(String)]
  public SpanId(String value) {
    Identifiers.require(value, BYTES);
    boolean regular = Identifiers.isHex(value, BYTES);
    bits = regular ? Identifiers.bits(value, 0) : 0;
    irregular = regular ? "" : value;
  }

  private SpanId(long bits) {
    this.bits = bits;
    irregular = "";
  }

  /// The regular identifier of these 8 bytes.
  ///
  /// @throws IllegalArgumentException if they are zero
  public static SpanId of(long bits) {
    if (bits == 0) {
      throw new IllegalArgumentException("an identifier is not all zero");
    }
    return new SpanId(bits);
  }

  /// The identifier that `text` writes, or nothing when it is empty, too long, or all zero.
  public static Optional<SpanId> parse(String text) {
    return Identifiers.isValid(text, BYTES) ? Optional.of(new SpanId(text)) : Optional.empty();
  }

  /// The identifier made of these bytes, or nothing when they are not exactly 8 or all zero.
  public static Optional<SpanId> parse(byte[] bytes) {
    return Identifiers.isValid(bytes, BYTES)
        ? Optional.of(new SpanId(Identifiers.bits(bytes, 0)))
        : Optional.empty();
  }

  /// The identifier as text: the digits of the regular form, or what was sent.
  public String value() {
    return isHex() ? Identifiers.hex(bits) : irregular;
  }

  /// Whether this is the regular form: 16 hexadecimal digits.
  public boolean isHex() {
    return bits != 0;
  }

  /// The bytes of the regular form; 0 for an irregular identifier.
  public long bits() {
    return bits;
  }

  /// Irregular ids first, by code points; then the regular ones, by their bytes.
  @Override
  public int compareTo(SpanId other) {
    // An irregular id counts as zero here, which no regular one is.
    int byBytes = Long.compareUnsigned(bits, other.bits);
    return byBytes != 0 || isHex()
        ? byBytes
        : Identifiers.compareCodePoints(irregular, other.irregular);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpanId that && bits == that.bits && irregular.equals(that.irregular);
  }

  @Override
  public int hashCode() {
    return isHex() ? Long.hashCode(bits) : irregular.hashCode();
  }

  @Override
  public String toString() {
    return value();
  }
}
