package dev.skep.persistence;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// Brings a database file to the newest schema, or refuses a file that is not ours.
enum Migrations {
  CATALOGUE("classpath:db/migration/catalogue"),
  SEGMENT("classpath:db/migration/segment");

  private final String location;

  Migrations(String location) {
    this.location = location;
  }

  /// @throws StoreCannotOpenException if the file is damaged, foreign, or newer than this program
  void apply(Path file) {
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
      throw new StoreCannotOpenException(
          "The file " + file + " is damaged, or it is not one of Skep's.", e);
    }
  }
}
