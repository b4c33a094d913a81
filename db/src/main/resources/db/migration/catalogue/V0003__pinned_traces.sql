-- Traces that somebody wants to keep. Their spans lie in segments as all others; before a segment
-- goes, those of pinned traces are written to the open one.
CREATE TABLE pinned_traces (
  trace_id BLOB PRIMARY KEY,
  note TEXT NOT NULL,
  pinned_unix_nano INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
