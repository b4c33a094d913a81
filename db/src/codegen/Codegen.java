import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/// Generates jOOQ's classes: each schema is migrated by Flyway into a temporary SQLite file, which
/// jOOQ then reads.
///
/// Started by `db/pom.xml` as `java Codegen.java MIGRATIONS OUTPUT`.
class Codegen {
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  public static void main(String[] args) throws Exception {
    var migrations = Path.of(args[0]);
    var output = Path.of(args[1]);
    FLYWAY.setLevel(Level.WARNING);

    generate(migrations.resolve("segment"), "dev.skep.db.segment", output);
    generate(migrations.resolve("catalogue"), "dev.skep.db.catalogue", output);
  }

  private static void generate(Path migrations, String javaPackage, Path output) throws Exception {
    var file = Files.createTempFile("skep-schema", ".db");
    try {
      var url = "jdbc:sqlite:" + file;
      Flyway.configure()
          .dataSource(url, null, null)
          .locations("filesystem:" + migrations)
          .load()
          .migrate();
      GenerationTool.generate(configuration(url, javaPackage, output));
    } finally {
      Files.delete(file);
    }
  }

  private static Configuration configuration(String url, String javaPackage, Path output) {
    var database =
        new Database()
            .withName("org.jooq.meta.sqlite.SQLiteDatabase")
            // A view for people, and the tables that SQLite keeps behind a full-text table, whose
            // name ends in _fts.
            .withExcludes("flyway_schema_history|sqlite_.*|spans_flat|.*_fts_.*")
            // By itself jOOQ takes INTEGER for 32 bits and REAL for a float; SQLite means 64 both
            // times.
            .withForcedTypes(forced("BIGINT", "(?i:INTEGER)"), forced("DOUBLE", "(?i:REAL)"));
    var generate = new Generate().withGeneratedAnnotation(false).withComments(false);
    var target = new Target().withPackageName(javaPackage).withDirectory(output.toString());
    return new Configuration()
        .withLogging(Logging.WARN)
        .withJdbc(new Jdbc().withDriver("org.sqlite.JDBC").withUrl(url))
        .withGenerator(
            new Generator().withDatabase(database).withGenerate(generate).withTarget(target));
  }

  /// The type to take for columns of some types, if there are any.
  private static ForcedType forced(String type, String columnTypes) {
    return new ForcedType().withName(type).withIncludeTypes(columnTypes).withIgnoreUnused(true);
  }
}
