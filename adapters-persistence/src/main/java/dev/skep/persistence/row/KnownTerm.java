package dev.skep.persistence.row;

import dev.skep.domain.trace.AttributeValue;

/// An attribute and its id in `terms`.
///
/// @param hash as [#hash] makes it
record KnownTerm(String name, AttributeValue value, int id, int hash) {
  static KnownTerm of(String name, AttributeValue value, int id) {
    return new KnownTerm(name, value, id, hash(name, value));
  }

  static int hash(String name, AttributeValue value) {
    return name.hashCode() * 31 + value.hashCode();
  }

  /// Whether it is this attribute; most are the very same object, and most others have another
  /// hash.
  @SuppressWarnings("ReferenceEquality")
  boolean is(String otherName, AttributeValue other, int otherHash) {
    return hash == otherHash && (value == other || value.equals(other)) && name.equals(otherName);
  }
}
