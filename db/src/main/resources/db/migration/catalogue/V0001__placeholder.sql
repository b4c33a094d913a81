-- A placeholder, so that there is something to generate from.
CREATE TABLE placeholder (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  ratio REAL
) STRICT;
