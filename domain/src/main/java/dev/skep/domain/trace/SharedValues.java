package dev.skep.domain.trace;

import java.util.stream.LongStream;

/// The values that so many attributes have that one object of each is enough: truth values, and
/// numbers such as status codes, counts and the lower ports.
final class SharedValues {
  private static final int LEAST = -1;
  private static final int MOST = 1023;

  private static final AttributeValue TRUE = new AttributeValue.BoolValue(true);
  private static final AttributeValue FALSE = new AttributeValue.BoolValue(false);
  private static final AttributeValue[] NUMBERS =
      LongStream.rangeClosed(LEAST, MOST)
          .mapToObj(AttributeValue.IntValue::new)
          .toArray(AttributeValue[]::new);

  private SharedValues() {}

  static AttributeValue of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  static AttributeValue of(long number) {
    return number >= LEAST && number <= MOST
        ? NUMBERS[(int) number - LEAST]
        : new AttributeValue.IntValue(number);
  }
}
