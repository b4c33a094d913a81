/// The store: keeps and finds traces in SQLite. Knows ports and SQL; does not know use cases or
/// HTTP.
///
/// One thread writes (`write`), many read (`sqlite`); [SqliteStore] puts them together.
@NullMarked
package dev.skep.persistence;

import org.jspecify.annotations.NullMarked;
