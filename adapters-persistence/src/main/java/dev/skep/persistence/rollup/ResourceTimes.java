package dev.skep.persistence.rollup;

import static dev.skep.db.segment.Tables.RESOURCE_TIMES;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// From when to when each resource of a segment sent spans.
final class ResourceTimes {
  /// A sender that makes up ever new resources gets so many rows; of further ones nothing is noted.
  static final int MOST = 1 << 16;

  private final PreparedStatement replace;
  private long[] firsts = new long[0];
  private long[] lasts = new long[0];
  private final BitSet changed = new BitSet();

  ResourceTimes(Connection connection) throws SQLException {
    replace = connection.prepareStatement(replace());
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(select())) {
      while (row.next()) {
        int resource = row.getInt(1);
        reserve(resource);
        firsts[resource] = row.getLong(2);
        lasts[resource] = row.getLong(3);
      }
    }
  }

  /// Notes a span.
  ///
  /// @param start its position in time
  void note(int resource, long start) {
    if (resource > MOST) {
      return;
    }
    reserve(resource);
    if (start < firsts[resource]) {
      firsts[resource] = start;
      changed.set(resource);
    }
    if (start > lasts[resource]) {
      lasts[resource] = start;
      changed.set(resource);
    }
  }

  /// Writes what has changed, in the transaction that is under way.
  void flush() throws SQLException {
    for (int id = changed.nextSetBit(0); id >= 0; id = changed.nextSetBit(id + 1)) {
      replace.setLong(1, id);
      replace.setLong(2, firsts[id]);
      replace.setLong(3, lasts[id]);
      replace.addBatch();
    }
    if (!changed.isEmpty()) {
      replace.executeBatch();
      changed.clear();
    }
  }

  private void reserve(int resource) {
    int before = firsts.length;
    if (resource >= before) {
      int length = Math.max(64, resource * 2);
      firsts = Arrays.copyOf(firsts, length);
      lasts = Arrays.copyOf(lasts, length);
      Arrays.fill(firsts, before, length, Long.MAX_VALUE);
      Arrays.fill(lasts, before, length, Long.MIN_VALUE);
    }
  }

  private static String select() {
    return DSL.using(SQLDialect.SQLITE)
        .select(
            RESOURCE_TIMES.RESOURCE_ID,
            RESOURCE_TIMES.FIRST_START_UNIX_NANO,
            RESOURCE_TIMES.LAST_START_UNIX_NANO)
        .from(RESOURCE_TIMES)
        .getSQL();
  }

  private static String replace() {
    var values = RESOURCE_TIMES;
    return DSL.using(SQLDialect.SQLITE)
        .insertInto(
            values, values.RESOURCE_ID, values.FIRST_START_UNIX_NANO, values.LAST_START_UNIX_NANO)
        .values(
            DSL.param("resource", values.RESOURCE_ID),
            DSL.param("first", values.FIRST_START_UNIX_NANO),
            DSL.param("last", values.LAST_START_UNIX_NANO))
        .onConflict(values.RESOURCE_ID)
        .doUpdate()
        .setAllToExcluded()
        .getSQL();
  }
}
