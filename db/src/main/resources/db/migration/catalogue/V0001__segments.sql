-- The spans lie in several files, so one place says which files there are and which of them grows.
CREATE TABLE segments (
  number INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('open', 'sealed')),
  created_unix_nano INTEGER NOT NULL
) STRICT;

-- Finds the segment that is written to, and keeps it the only one.
CREATE UNIQUE INDEX idx_segments_open ON segments (state) WHERE state = 'open';
