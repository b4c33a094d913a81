package dev.skep.persistence.row;

import java.util.Arrays;

/// The terms of one span, in a list that is used for one span after the other.
///
/// A term is one number that stands for an attribute, such that equal attributes have equal terms:
/// its id in the table `terms`; or, for an attribute that is not there, a negative number made from
/// a hash of key and value, or one for each element of an array. Such an attribute is followed by
/// another number, for its key alone.
public final class TermList {
  private static final int KEY = 1 << 30;
  private static final int VALUE_BITS = KEY - 1;

  private int[] terms;
  private int size;

  public TermList() {
    this(new int[32]);
  }

  private TermList(int[] terms) {
    this.terms = terms;
  }

  /// The term of a value that has no id in `terms`: a negative number, the same in every segment.
  /// Two values may share one.
  public static int inlineValue(String key, String valueJson) {
    return ~(((key.hashCode() * 31 + valueJson.hashCode()) * 0x9E37_79B9) >>> 2 & VALUE_BITS);
  }

  /// The term of all such values of a key: a negative number.
  ///
  /// @param keyId its id in `attribute_keys`, 0 for a key that has none
  public static int inlineKey(int keyId) {
    return ~(KEY | keyId);
  }

  /// Whether the term is one of [#inlineKey].
  public static boolean isInlineKey(int term) {
    return term < 0 && (~term & KEY) != 0;
  }

  /// The number from 0 on that a term of [#inlineValue] was made from.
  public static int valueHash(int term) {
    return ~term & VALUE_BITS;
  }

  /// The key's id of a term of [#inlineKey].
  public static int keyId(int term) {
    return ~term & VALUE_BITS;
  }

  public int size() {
    return size;
  }

  public int get(int index) {
    return terms[index];
  }

  /// The list as it is now.
  public TermList copy() {
    var copy = new TermList(Arrays.copyOf(terms, size));
    copy.size = size;
    return copy;
  }

  public void clear() {
    size = 0;
  }

  public void add(int term) {
    if (size == terms.length) {
      terms = Arrays.copyOf(terms, size * 2 + 1);
    }
    terms[size++] = term;
  }
}
