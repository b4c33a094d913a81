package dev.skep.bootstrap.demo;

/// An SQL statement as Beyla sees it.
///
/// @param text the statement itself, which Beyla sends when `db.query.text` is selected
record SqlStatement(String operation, String table, String text) {
  String spanName() {
    return operation + " " + table;
  }
}
