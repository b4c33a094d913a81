package dev.skep.otlp.decode;

import dev.skep.domain.trace.AttributeValue;

/// How many elements the value of one attribute may still have, however they are nested, and what
/// stands in place of those that were left out.
final class ValueElements {
  /// Stands in place of an array or a map that is nested too deep.
  static final AttributeValue TOO_DEEP =
      AttributeValue.of("[cut: nested deeper than " + SpanLimits.VALUE_DEPTH + " levels]");

  /// Stands in an array or a map after its last element when further ones were left out.
  static final AttributeValue TOO_MANY =
      AttributeValue.of("[cut: more than " + SpanLimits.VALUE_ELEMENTS + " elements]");

  /// The key of [#TOO_MANY] in a map.
  static final String TOO_MANY_KEY = "[cut]";

  private int left = SpanLimits.VALUE_ELEMENTS;

  /// Begins with the value of another attribute.
  void restart() {
    left = SpanLimits.VALUE_ELEMENTS;
  }

  /// Takes one; false when there are none left.
  boolean take() {
    return left-- > 0;
  }
}
