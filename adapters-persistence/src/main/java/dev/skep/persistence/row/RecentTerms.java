package dev.skep.persistence.row;

import dev.skep.domain.trace.AttributeValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The attributes that were asked for lately and their ids in `terms`, in front of the dictionary's
/// maps. Attributes come again as the very same objects, for who decodes them remembers them too,
/// so here most are found by one look at one place. An attribute takes the place of the one that
/// was there before.
final class RecentTerms {
  private static final int PLACES = 1 << 14;

  private final @Nullable String[] names = new @Nullable String[PLACES];
  private final @Nullable AttributeValue[] values = new @Nullable AttributeValue[PLACES];
  private final int[] ids = new int[PLACES];

  /// The id of an attribute, or [TermDictionary#NONE] if it was not asked for lately.
  int get(String name, AttributeValue value) {
    int place = place(name, value);
    return isSame(value, values[place]) && name.equals(names[place])
        ? ids[place]
        : TermDictionary.NONE;
  }

  void put(String name, AttributeValue value, int id) {
    int place = place(name, value);
    names[place] = name;
    values[place] = value;
    ids[place] = id;
  }

  void clear() {
    Arrays.fill(names, null);
    Arrays.fill(values, null);
  }

  private static int place(String name, AttributeValue value) {
    int hash = (name.hashCode() * 31 + value.hashCode()) * 0x9E37_79B9;
    return hash >>> 18;
  }

  /// Whether two values are equal; most are the very same object.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(AttributeValue value, @Nullable AttributeValue other) {
    return value == other || value.equals(other);
  }
}
