package dev.skep.persistence.sealed;

import static dev.skep.db.segment.Tables.ATTRIBUTE_KEYS;
import static dev.skep.db.segment.Tables.TERMS;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.jooq.DSLContext;

/// Reads the attributes of a sealed segment that have a number there, over the connection of one
/// read.
public final class SealedTerms {
  private static final String LAST_CHARACTER = "\udbff\udfff";

  private final DSLContext sql;

  SealedTerms(DSLContext sql) {
    this.sql = sql;
  }

  /// The id of a key in `attribute_keys`.
  public OptionalInt keyId(String key) {
    return SealedTraces.number(
        sql.select(ATTRIBUTE_KEYS.ID)
            .from(ATTRIBUTE_KEYS)
            .where(ATTRIBUTE_KEYS.KEY.eq(key))
            .fetch(ATTRIBUTE_KEYS.ID));
  }

  /// The id of an attribute in `terms`.
  public OptionalInt term(int keyId, String valueJson) {
    return SealedTraces.number(
        sql.select(TERMS.ID)
            .from(TERMS)
            .where(TERMS.KEY_ID.eq((long) keyId))
            .and(TERMS.VALUE.eq(valueJson))
            .fetch(TERMS.ID));
  }

  /// All values of a key that are in `terms`.
  public List<KeyTerm> terms(int keyId) {
    return sql.select(TERMS.ID, TERMS.VALUE)
        .from(TERMS)
        .where(TERMS.KEY_ID.eq((long) keyId))
        .fetch(row -> new KeyTerm(row.value1().intValue(), row.value2()));
  }

  /// Those values of a key in `terms` that are one of these, and all arrays.
  public List<KeyTerm> terms(int keyId, Collection<String> valuesJson) {
    return sql.select(TERMS.ID, TERMS.VALUE)
        .from(TERMS)
        .where(TERMS.KEY_ID.eq((long) keyId))
        .and(TERMS.VALUE.in(valuesJson))
        .unionAll(
            sql.select(TERMS.ID, TERMS.VALUE)
                .from(TERMS)
                .where(TERMS.KEY_ID.eq((long) keyId))
                // What begins with a bracket.
                .and(TERMS.VALUE.ge("[").and(TERMS.VALUE.lt("\\"))))
        .fetch(row -> new KeyTerm(row.value1().intValue(), row.value2()));
  }

  /// Some values of a key in `terms` whose JSON begins in one of these ways, in its order.
  ///
  /// @param limit how many of each at most
  public List<String> termsFrom(int keyId, List<String> beginnings, int limit) {
    List<String> values = new ArrayList<>();
    for (String beginning : beginnings) {
      values.addAll(
          sql.select(TERMS.VALUE)
              .from(TERMS)
              .where(TERMS.KEY_ID.eq((long) keyId))
              .and(TERMS.VALUE.ge(beginning))
              .and(TERMS.VALUE.lt(beginning + LAST_CHARACTER))
              .orderBy(TERMS.VALUE)
              .limit(limit)
              .fetch(TERMS.VALUE));
    }
    return values;
  }

  /// A row of `terms`.
  ///
  /// @param valueJson as `AttributesJson` writes a value
  public record KeyTerm(int id, String valueJson) {}
}
