package dev.skep.persistence.tools;

/// Something that is not as it should be, or should be known.
///
/// @param detail in the words of SQLite or in numbers; may be empty
public record Finding(Kind kind, String detail) {
  /// What a finding is about.
  public enum Kind {
    /// The file is not what SQLite wrote, or not a database.
    DAMAGED,
    /// The file cannot be read at all.
    UNREADABLE,
    /// A row points to one that is not there.
    DANGLING,
    /// The schema is one that this program does not know.
    NEWER_SCHEMA,
    /// The schema is an older one; the next start brings it up.
    OLDER_SCHEMA,
    /// The catalogue names the file, and it is not there.
    MISSING,
    /// The file is there, and the catalogue does not name it.
    UNKNOWN,
    /// The catalogue calls the file damaged, and it is left alone since.
    SET_ASIDE,
    /// There are fewer spans or traces than were sealed: some were erased, or were lost.
    FEWER,
    /// There are more spans or traces than were sealed.
    MORE,
    /// What the segment is searched by does not agree with its spans.
    SEARCH_TABLES
  }

  /// Whether somebody should do something.
  public boolean isTrouble() {
    return switch (kind) {
      case OLDER_SCHEMA, FEWER -> false;
      case DAMAGED,
          UNREADABLE,
          DANGLING,
          NEWER_SCHEMA,
          MISSING,
          UNKNOWN,
          SET_ASIDE,
          MORE,
          SEARCH_TABLES ->
          true;
    };
  }
}
