package dev.skep.otlp.decode;

import org.jspecify.annotations.Nullable;

/// Remembers values met lately, so that equal ones become one object: a request repeats its keys,
/// span names and resources many times over.
///
/// Each value has one slot, and the next value with that slot takes it. So it costs the same
/// whatever is sent; a hash map could be made slow by keys that collide.
final class Interner<T> {
  private final @Nullable Object[] slots;

  /// @param slots how many values are remembered; a power of two
  Interner(int slots) {
    this.slots = new @Nullable Object[slots];
  }

  @SuppressWarnings("unchecked") // what equals a T and was put by this method is a T
  T intern(T value) {
    int hash = value.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
    Object known = slots[slot];
    if (known != null && known.equals(value)) {
      return (T) known;
    }
    slots[slot] = value;
    return value;
  }
}
