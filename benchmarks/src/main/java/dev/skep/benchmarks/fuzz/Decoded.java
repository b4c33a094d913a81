package dev.skep.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanLink;
import dev.skep.otlp.decode.DecodeResult;
import dev.skep.otlp.decode.SpanLimits;
import java.util.Optional;

/// What must hold of all that a decoder gives.
final class Decoded {
  /// The longest note behind a text that was cut.
  private static final int NOTE_BYTES = 40;

  private Decoded() {}

  /// How many spans a decoder found, good ones and bad ones; -1 when it could not read the request.
  static long spans(DecodeResult result) {
    return result instanceof DecodeResult.Decoded decoded
        ? decoded.spans().size() + (long) decoded.rejections().total()
        : -1;
  }

  /// Whether two decoders found the same.
  static boolean areEqual(DecodeResult one, DecodeResult other) {
    if (one instanceof DecodeResult.Decoded a && other instanceof DecodeResult.Decoded b) {
      return a.spans().equals(b.spans())
          && a.rejections().counts().equals(b.rejections().counts())
          && a.cuts() == b.cuts()
          && a.leftOut() == b.leftOut();
    }
    return one.equals(other);
  }

  /// What is wrong with it.
  static Optional<String> wrong(DecodeResult result) {
    try {
      switch (result) {
        case DecodeResult.Decoded decoded -> decoded.spans().forEach(Decoded::check);
        case DecodeResult.Malformed(String reason) ->
            require(!reason.isBlank() && reason.length() < 200, "has no short reason");
        case DecodeResult.TooManySpans() -> {}
        case DecodeResult.NoRoom() -> require(false, "found no room");
      }
      return Optional.empty();
    } catch (BeyondLimitException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static void check(Span span) {
    text(span.name(), SpanLimits.TEXT_BYTES);
    text(span.traceState(), SpanLimits.TEXT_BYTES);
    text(span.status().message(), SpanLimits.TEXT_BYTES);
    text(span.resource().schemaUrl(), SpanLimits.TEXT_BYTES);
    text(span.scope().name(), SpanLimits.TEXT_BYTES);
    text(span.scope().version(), SpanLimits.TEXT_BYTES);
    attributes(span.attributes(), 0, SpanLimits.ATTRIBUTES);
    attributes(span.resource().attributes(), 0, SpanLimits.ATTRIBUTES);
    attributes(span.scope().attributes(), 0, SpanLimits.ATTRIBUTES);
    require(span.events().size() <= SpanLimits.EVENTS, "has too many events");
    require(span.links().size() <= SpanLimits.LINKS, "has too many links");
    for (SpanEvent event : span.events()) {
      text(event.name(), SpanLimits.TEXT_BYTES);
      attributes(event.attributes(), 0, SpanLimits.ATTRIBUTES);
    }
    for (SpanLink link : span.links()) {
      text(link.traceState(), SpanLimits.TEXT_BYTES);
      attributes(link.attributes(), 0, SpanLimits.ATTRIBUTES);
    }
  }

  private static void attributes(Attributes attributes, int depth, int most) {
    require(attributes.size() <= most, "has too many attributes");
    attributes.forEach((key, value) -> {
      text(key, SpanLimits.KEY_BYTES);
      value(value, depth);
    });
  }

  private static void value(AttributeValue value, int depth) {
    require(depth <= SpanLimits.VALUE_DEPTH, "has values nested too deep");
    switch (value) {
      case AttributeValue.StringValue(String text) -> text(text, SpanLimits.TEXT_BYTES);
      case AttributeValue.BytesValue bytes ->
          require(bytes.bytes().length <= SpanLimits.VALUE_BYTES, "has too long a value");
      case AttributeValue.ArrayValue(var values) -> {
        // One more says that there were too many.
        require(values.size() <= SpanLimits.VALUE_ELEMENTS + 1, "has too many elements");
        values.forEach(element -> value(element, depth + 1));
      }
      case AttributeValue.MapValue(Attributes entries) ->
          attributes(entries, depth + 1, SpanLimits.VALUE_ELEMENTS + 1);
      case AttributeValue.BoolValue truth -> {}
      case AttributeValue.IntValue number -> {}
      case AttributeValue.DoubleValue number -> {}
      case AttributeValue.EmptyValue empty -> {}
    }
  }

  private static void text(String text, int most) {
    require(
        text.length() <= most / 3 || text.getBytes(UTF_8).length <= most + NOTE_BYTES,
        "has too long a text");
    require(
        text.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff),
        "has half a character");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new BeyondLimitException(otherwise);
    }
  }

  private static final class BeyondLimitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BeyondLimitException(String message) {
      super(message);
    }
  }
}
