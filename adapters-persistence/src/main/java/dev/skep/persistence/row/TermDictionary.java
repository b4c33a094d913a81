package dev.skep.persistence.row;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.StringValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tables `attribute_keys` and `terms` of a segment, as its writer needs them: gives each
/// attribute that comes again and again a number. Bounded: what is over the limits stays without
/// one, which costs bytes and nothing else.
public final class TermDictionary {
  /// No id.
  public static final int NONE = -1;

  private static final int MOST_KEYS = 4_096;
  private static final int MOST_TERMS = 65_536;
  private static final int MOST_TERMS_OF_A_KEY = 16_384;
  private static final int LONGEST = 256;

  private final Connection connection;
  private final Map<String, Key> keys = new HashMap<>();
  private final List<Key> newKeys = new ArrayList<>();
  private final List<NewTerm> newTerms = new ArrayList<>();
  private final RecentTerms recent = new RecentTerms();
  private int terms;

  private TermDictionary(Connection connection) {
    this.connection = connection;
  }

  public static TermDictionary of(Connection connection) throws SQLException {
    var dictionary = new TermDictionary(connection);
    dictionary.load();
    return dictionary;
  }

  /// The key, or nothing known of it when there are too many.
  Key key(String name) {
    Key known = keys.get(name);
    if (known != null) {
      return known;
    }
    if (keys.size() >= MOST_KEYS) {
      return Key.UNLISTED;
    }
    var key = new Key(keys.size() + 1, name);
    keys.put(name, key);
    newKeys.add(key);
    return key;
  }

  /// The id of an attribute, or [#NONE].
  int term(String name, AttributeValue value) {
    int known = recent.get(name, value);
    return known != NONE ? known : term(key(name), value);
  }

  private int term(Key key, AttributeValue value) {
    KnownTerm known = key.terms.get(value);
    if (known != null) {
      return remembered(known);
    }
    if (isFull(key) || isLong(value)) {
      return NONE;
    }
    String json = AttributesJson.writeValue(value);
    return json.length() > LONGEST ? NONE : remembered(added(key, value, json));
  }

  private int remembered(KnownTerm term) {
    recent.put(term);
    return term.id();
  }

  /// Writes what is new to the tables, in the transaction that is under way.
  public void flush() throws SQLException {
    if (!newKeys.isEmpty()) {
      try (var insert = connection.prepareStatement("INSERT INTO attribute_keys VALUES (?, ?)")) {
        for (Key key : newKeys) {
          insert.setInt(1, key.id);
          insert.setString(2, key.name);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      newKeys.clear();
    }
    if (!newTerms.isEmpty()) {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO terms VALUES (?, ?, ?)")) {
        for (NewTerm term : newTerms) {
          insert.setInt(1, term.id);
          insert.setInt(2, term.keyId);
          insert.setString(3, term.json);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      newTerms.clear();
    }
  }

  /// Forgets what is not in the tables: after a rollback.
  public void reload() throws SQLException {
    keys.clear();
    newKeys.clear();
    newTerms.clear();
    recent.clear();
    terms = 0;
    load();
  }

  private void load() throws SQLException {
    Map<Integer, Key> byId = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT id, key FROM attribute_keys")) {
        while (rows.next()) {
          var key = new Key(rows.getInt(1), rows.getString(2));
          keys.put(key.name, key);
          byId.put(key.id, key);
        }
      }
      try (ResultSet rows = statement.executeQuery("SELECT id, key_id, value FROM terms")) {
        while (rows.next()) {
          Key key = byId.get(rows.getInt(2));
          if (key == null) {
            throw new SQLException("a term has an unknown key");
          }
          AttributeValue value = AttributesJson.readValue(rows.getString(3));
          key.terms.put(value, KnownTerm.of(key.name, value, rows.getInt(1)));
          terms++;
        }
      }
    }
  }

  private boolean isFull(Key key) {
    return key == Key.UNLISTED || terms >= MOST_TERMS || key.terms.size() >= MOST_TERMS_OF_A_KEY;
  }

  private static boolean isLong(AttributeValue value) {
    return value instanceof StringValue(String text) && text.length() > LONGEST;
  }

  private KnownTerm added(Key key, AttributeValue value, String json) {
    int id = ++terms;
    KnownTerm term = KnownTerm.of(key.name, value, id);
    key.terms.put(value, term);
    newTerms.add(new NewTerm(id, key.id, json));
    return term;
  }

  /// An attribute's name, and its values.
  static final class Key {
    /// Of a key that is not in the table.
    static final Key UNLISTED = new Key(0, "");

    final int id;
    private final String name;
    private final Map<AttributeValue, KnownTerm> terms = new HashMap<>();

    private Key(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  private record NewTerm(int id, int keyId, String json) {}
}
