package dev.skep.persistence.row;

import dev.skep.domain.trace.AttributeValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The attributes that were asked for lately, in front of the dictionary's maps. Attributes come
/// again as the very same objects, for who decodes them remembers them too, so here most are found
/// by one look at one place. An attribute takes the place of the one that was there before.
final class RecentTerms {
  private static final int PLACES = 1 << 16;

  private final @Nullable KnownTerm[] terms = new @Nullable KnownTerm[PLACES];

  /// The id of an attribute, or [TermDictionary#NONE] if it was not asked for lately.
  int get(String name, AttributeValue value) {
    int hash = KnownTerm.hash(name, value);
    KnownTerm known = terms[place(hash)];
    return known != null && known.is(name, value, hash) ? known.id() : TermDictionary.NONE;
  }

  void put(KnownTerm term) {
    terms[place(term.hash())] = term;
  }

  void clear() {
    Arrays.fill(terms, null);
  }

  private static int place(int hash) {
    return (hash * 0x9E37_79B9) >>> 16;
  }
}
