package dev.skep.persistence.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// Brings a database file to the newest schema, or refuses a file that is not ours.
public enum Migrations {
  CATALOGUE("classpath:db/migration/catalogue", "0004"),
  SEGMENT("classpath:db/migration/segment", "0006");

  private final String location;
  private final String newest;

  Migrations(String location, String newest) {
    this.location = location;
    this.newest = newest;
  }

  /// Brings a file to the newest schema.
  ///
  /// @throws StoreCannotOpenException if the file is damaged, foreign, or newer than this program
  public void apply(Path file) {
    // Nearly every start finds nothing to do, and Flyway takes a third of a second to find that
    // out.
    if (!isApplied(file)) {
      migrate(file);
    }
  }

  /// The version of a file that has all migrations.
  public String newest() {
    return newest;
  }

  /// Whether the newest migration is the last one in the file's history. If anything is amiss, it
  /// is Flyway that says what.
  public boolean isApplied(Path file) {
    String history = "SELECT max(version), min(success) FROM flyway_schema_history";
    try (Connection connection = SqliteConnections.source(file).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(history)) {
      return newest.equals(row.getString(1)) && row.getBoolean(2);
    } catch (SQLException e) {
      if (Trouble.of(e) == Trouble.DAMAGED) {
        throw notOurs(file, e);
      }
      return false;
    }
  }

  /// Gives an empty file the schema of another one of the newest version: what Flyway does, in a
  /// hundredth of the time.
  ///
  /// @throws StoreCannotOpenException if the file is damaged, foreign, or newer than this program
  public void applyLike(Path model, Path file) throws SQLException {
    if (isApplied(file)) {
      return;
    }
    try (Connection connection = SqliteConnections.writing(file);
        Statement statement = connection.createStatement();
        PreparedStatement attach = connection.prepareStatement("ATTACH ? AS model")) {
      attach.setString(1, model.toString());
      attach.execute();
      List<String> definitions = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT sql FROM model.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE"
                  + " 'sqlite_%' ORDER BY rowid")) {
        while (row.next()) {
          definitions.add(row.getString(1));
        }
      }
      statement.execute("BEGIN");
      for (String definition : definitions) {
        statement.execute(definition);
      }
      statement.execute(
          "INSERT INTO main.flyway_schema_history SELECT * FROM model.flyway_schema_history");
      statement.execute("COMMIT");
    }
  }

  private void migrate(Path file) {
    try {
      Flyway.configure()
          .dataSource(SqliteConnections.source(file))
          .locations(location)
          // By default a migration that is not known yet is no fault. But what was written by a
          // newer Skep may mean something else.
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    } catch (FlywayValidateException e) {
      throw new StoreCannotOpenException(
          "The file " + file + " was written by another, probably a newer, version of Skep.", e);
    } catch (FlywayException e) {
      throw notOurs(file, e);
    }
  }

  private static StoreCannotOpenException notOurs(Path file, Exception e) {
    return new StoreCannotOpenException(
        "The file " + file + " is damaged, or it is not one of Skep's.", e);
  }
}
