-- A trace whose spans arrived before and after one segment followed another lies in both. Lists must
-- show it once and whole, so it is noted here when a segment is sealed; for segments that are not
-- sealed it is found out again at each start.
CREATE TABLE trace_pieces (
  segment_number INTEGER NOT NULL,
  trace_id BLOB NOT NULL,
  trace INTEGER NOT NULL,
  start_time_unix_nano INTEGER NOT NULL,
  last_moment_unix_nano INTEGER NOT NULL,
  span_count INTEGER NOT NULL,
  error_count INTEGER NOT NULL,
  PRIMARY KEY (segment_number, trace_id)
) STRICT, WITHOUT ROWID;
