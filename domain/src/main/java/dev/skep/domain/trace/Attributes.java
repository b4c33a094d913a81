package dev.skep.domain.trace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Named values, immutable, in the order in which they were sent. A key stands once: the last one
/// sent wins. Two sets are equal when they hold the same keys and values in any order.
///
/// Source: OTLP `KeyValue` lists of spans, resources, scopes, events, links and of `kvlistValue`.
public final class Attributes {
  /// No attributes.
  public static final Attributes NONE = new Attributes(new String[0], new AttributeValue[0]);

  // Two arrays instead of a map: a span has some seven attributes, and there are very many spans.
  private final String[] keys;
  private final AttributeValue[] values;

  private Attributes(String[] keys, AttributeValue[] values) {
    this.keys = keys;
    this.values = values;
  }

  /// One attribute.
  public static Attributes of(String key, AttributeValue value) {
    return builder().put(key, value).build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public int size() {
    return keys.length;
  }

  public boolean isEmpty() {
    return keys.length == 0;
  }

  public Optional<AttributeValue> get(String key) {
    int at = indexOf(key);
    return at < 0 ? Optional.empty() : Optional.of(values[at]);
  }

  /// The value of `key` if it is a text.
  public Optional<String> text(String key) {
    int at = indexOf(key);
    return at >= 0 && values[at] instanceof AttributeValue.StringValue(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /// Hands each key with its value to `action`, in order.
  public void forEach(BiConsumer<String, AttributeValue> action) {
    for (int i = 0; i < keys.length; i++) {
      action.accept(keys[i], values[i]);
    }
  }

  /// The keys in order.
  public List<String> keys() {
    return List.of(keys);
  }

  /// These attributes first, then the others; where both hold a key, the other's value stands.
  public Attributes overlaidWith(Attributes others) {
    if (others.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return others;
    }
    var merged = builder();
    forEach(merged::put);
    others.forEach(merged::put);
    return merged.build();
  }

  private int indexOf(String key) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that
        && keys.length == that.keys.length
        && ((Arrays.equals(keys, that.keys) && Arrays.equals(values, that.values))
            || asMap().equals(that.asMap()));
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (int i = 0; i < keys.length; i++) {
      sum += keys[i].hashCode() ^ values[i].hashCode();
    }
    return sum;
  }

  @Override
  public String toString() {
    return asMap().toString();
  }

  private Map<String, AttributeValue> asMap() {
    Map<String, AttributeValue> map = HashMap.newHashMap(keys.length);
    forEach(map::put);
    return map;
  }

  /// Collects attributes; a key put again keeps its place and takes the new value. It can be
  /// [#clear]ed and used for many sets, one after the other.
  public static final class Builder {
    private static final int SMALL = 16;
    private static final int FIRST = 8;

    private String[] keys = NONE.keys;
    private AttributeValue[] values = NONE.values;
    private int size;
    // A bit for each key, by its hash: a key whose bit is not set cannot be there.
    private long bits;
    // Only for larger sets: beyond a few keys a look-up by scanning would be quadratic.
    private @Nullable Map<String, Integer> places;

    private Builder() {}

    public Builder put(String key, AttributeValue value) {
      int at = placeOf(key);
      if (at >= 0) {
        values[at] = value;
        return this;
      }
      if (size == keys.length) {
        int larger = Math.max(FIRST, 2 * size);
        keys = Arrays.copyOf(keys, larger);
        values = Arrays.copyOf(values, larger);
      }
      keys[size] = key;
      values[size] = value;
      bits |= bit(key);
      if (places != null) {
        places.put(key, size);
      }
      size++;
      return this;
    }

    public Builder put(String key, String text) {
      return put(key, AttributeValue.of(text));
    }

    public Builder put(String key, long number) {
      return put(key, AttributeValue.of(number));
    }

    public int size() {
      return size;
    }

    public boolean contains(String key) {
      return placeOf(key) >= 0;
    }

    public Attributes build() {
      return size == 0
          ? NONE
          : new Attributes(Arrays.copyOf(keys, size), Arrays.copyOf(values, size));
    }

    /// Forgets what was put. Sets that were built stay as they are.
    public void clear() {
      size = 0;
      bits = 0;
      places = null;
    }

    private int placeOf(String key) {
      if ((bits & bit(key)) == 0) {
        return -1;
      }
      if (places != null || size > SMALL) {
        return index().getOrDefault(key, -1);
      }
      for (int i = 0; i < size; i++) {
        if (keys[i].equals(key)) {
          return i;
        }
      }
      return -1;
    }

    private static long bit(String key) {
      // The shift takes the lower six bits, to which the higher ones are added.
      int hash = key.hashCode();
      return 1L << (hash ^ (hash >>> 6) ^ (hash >>> 12));
    }

    private Map<String, Integer> index() {
      if (places == null) {
        places = new HashMap<>();
        for (int i = 0; i < size; i++) {
          places.put(keys[i], i);
        }
      }
      return places;
    }
  }
}
