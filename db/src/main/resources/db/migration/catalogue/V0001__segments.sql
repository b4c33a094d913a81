-- The spans lie in several files, so one place says which files there are and which of them grows.
-- The numbers of a sealed segment are kept here too, so that a search need not open the file to see
-- that nothing in it is wanted.
CREATE TABLE segments (
  number INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('open', 'full', 'sealed', 'damaged')),
  created_unix_nano INTEGER NOT NULL,
  sealed_unix_nano INTEGER,
  span_count INTEGER,
  trace_count INTEGER,
  first_start_unix_nano INTEGER,
  last_start_unix_nano INTEGER,
  last_moment_unix_nano INTEGER
) STRICT;

-- Finds the segment that is written to, and keeps it the only one.
CREATE UNIQUE INDEX idx_segments_open ON segments (state) WHERE state = 'open';
