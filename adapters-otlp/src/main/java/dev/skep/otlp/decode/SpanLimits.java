package dev.skep.otlp.decode;

/// How much of a request is kept. What goes beyond is cut or left out, and counted; only too many
/// spans refuse the request as a whole.
///
/// Real senders stay far below: OpenTelemetry's SDKs stop at 128 attributes, events and links per
/// span, and Beyla sends at most 4,096 spans in a request. The reasons stand in
/// `docs/adr/0006-bad-spans-one-by-one.md`.
public final class SpanLimits {
  /// Spans in one request, rejected ones included.
  public static final int SPANS_PER_REQUEST = 65_536;

  /// Attributes of one span, resource, scope, event or link.
  public static final int ATTRIBUTES = 1024;

  /// Events of one span.
  public static final int EVENTS = 1024;

  /// Links of one span.
  public static final int LINKS = 1024;

  /// Bytes in UTF-8 of a text: values, names, messages, trace states, schema URLs.
  public static final int TEXT_BYTES = 16 * 1024;

  /// Bytes in UTF-8 of an attribute's key.
  public static final int KEY_BYTES = 1024;

  /// Bytes of a value of raw bytes.
  public static final int VALUE_BYTES = 16 * 1024;

  /// Arrays and maps within one another.
  public static final int VALUE_DEPTH = 32;

  /// Elements of all arrays and maps within one attribute's value together.
  public static final int VALUE_ELEMENTS = 1024;

  private SpanLimits() {}
}
