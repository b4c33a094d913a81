package dev.skep.persistence.search;

import dev.skep.domain.search.condition.Value;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.persistence.row.AttributesJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// How the values that equal a given one may be written as typed JSON. Arrays that hold one are not
/// among them.
final class EqualTexts {
  // Beyond this a double is always whole, and a long may not be one.
  private static final double END_OF_LONGS = 0x1p63;

  private EqualTexts() {}

  static List<String> of(Value value) {
    List<AttributeValue> equal = new ArrayList<>();
    switch (value) {
      case Value.Text(String text) -> equal.add(AttributeValue.of(text));
      case Value.Truth(boolean truth) -> equal.add(AttributeValue.of(truth));
      case Value.Whole(long number) -> addNumber(number, equal);
      case Value.Length(var length) -> addNumber(length.toNanos(), equal);
      case Value.Decimal(double number) -> addNumber(number, equal);
      case Value.Status _, Value.Kind _, Value.Source _ -> {}
    }
    return equal.stream().map(AttributesJson::writeValue).toList();
  }

  private static void addNumber(long number, List<AttributeValue> into) {
    into.add(AttributeValue.of(number));
    if (new BigDecimal((double) number).compareTo(BigDecimal.valueOf(number)) == 0) {
      addDouble((double) number, into);
    }
  }

  private static void addNumber(double number, List<AttributeValue> into) {
    addDouble(number, into);
    if (number == Math.rint(number) && Math.abs(number) <= END_OF_LONGS) {
      long whole = (long) number;
      if (new BigDecimal(number).compareTo(BigDecimal.valueOf(whole)) == 0) {
        into.add(AttributeValue.of(whole));
      }
    }
  }

  private static void addDouble(double number, List<AttributeValue> into) {
    into.add(AttributeValue.of(number));
    if (number == 0) {
      into.add(AttributeValue.of(-number));
    }
  }
}
