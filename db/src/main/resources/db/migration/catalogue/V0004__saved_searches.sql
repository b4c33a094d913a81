-- Searches that somebody gave a name. They outlive all spans.
CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  query TEXT NOT NULL,
  saved_unix_nano INTEGER NOT NULL
) STRICT;
