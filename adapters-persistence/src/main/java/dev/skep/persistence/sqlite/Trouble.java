package dev.skep.persistence.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What went wrong when SQLite refused to do something, as far as it matters what to do next.
public enum Trouble {
  /// The disk, or the quota of the file, is full. The connection is fine.
  DISK_FULL("The disk is full."),
  /// The statement was stopped because it took too long.
  INTERRUPTED("The store took too long to answer."),
  /// Neither SQLite nor its file is at fault: the data could not be stored.
  DATA("The spans could not be stored."),
  /// The file is not what SQLite wrote.
  DAMAGED("The store's file is damaged."),
  /// An input/output error or a lost connection. Whatever the connection believes of the file may
  /// be wrong.
  BROKEN("The store's file could not be read or written.");

  private final String message;

  Trouble(String message) {
    this.message = message;
  }

  /// A sentence that may be shown to a caller.
  public String message() {
    return message;
  }

  public static Trouble of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return of(sqlite.getResultCode());
      }
      if (cause instanceof SQLException) {
        return BROKEN;
      }
    }
    return DATA;
  }

  private static Trouble of(SQLiteErrorCode code) {
    // The low byte is the primary code; the rest only says more of it.
    return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
      case SQLITE_FULL -> DISK_FULL;
      case SQLITE_INTERRUPT -> INTERRUPTED;
      case SQLITE_CORRUPT, SQLITE_NOTADB -> DAMAGED;
      case SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE -> DATA;
      default -> BROKEN;
    };
  }
}
