-- What a sealed segment is searched by. All of it is empty until then; its indexes are made when it
-- is sealed, by db/sealing/indexes.sql.
--
-- Every column `traces` is a list of ids of the table `traces`: ascending, as varints or as bits.

-- Each trace once, as far as it lies in this segment. Numbered by start, then trace id, so that a
-- smaller number is never a later trace.
CREATE TABLE traces (
  id INTEGER PRIMARY KEY,
  trace_id BLOB NOT NULL,
  start_time_unix_nano INTEGER NOT NULL,
  duration_nano INTEGER NOT NULL,
  span_count INTEGER NOT NULL,
  error_count INTEGER NOT NULL,
  root_operation_id INTEGER NOT NULL REFERENCES operations (id),
  span_ids TEXT NOT NULL
) STRICT;

-- The traces with a span of an operation.
CREATE TABLE operation_traces (
  operation_id INTEGER PRIMARY KEY REFERENCES operations (id),
  traces BLOB NOT NULL
) STRICT;

-- The traces with a span of a resource.
CREATE TABLE resource_traces (
  resource_id INTEGER PRIMARY KEY REFERENCES resources (id),
  traces BLOB NOT NULL
) STRICT;

-- The traces with a span that has an attribute of `terms`.
CREATE TABLE term_traces (
  term_id INTEGER PRIMARY KEY REFERENCES terms (id),
  traces BLOB NOT NULL
) STRICT;

-- The traces with a span that has an attribute that is not in `terms`, by a hash of key and value.
CREATE TABLE value_traces (
  value_hash INTEGER PRIMARY KEY,
  traces BLOB NOT NULL
) STRICT;

-- The traces with a span that has some attribute of this key that is not in `terms`; 0 stands for
-- all keys that are not in `attribute_keys`.
CREATE TABLE key_traces (
  key_id INTEGER PRIMARY KEY,
  traces BLOB NOT NULL
) STRICT;

-- The traces by the magnitude of a measure: how long they took, how many spans and errors they have.
CREATE TABLE magnitude_traces (
  measure TEXT NOT NULL CHECK (measure IN ('duration', 'spans', 'errors')),
  magnitude INTEGER NOT NULL,
  traces BLOB NOT NULL,
  PRIMARY KEY (measure, magnitude)
) STRICT, WITHOUT ROWID;

-- One row: a Bloom filter of the ids in `traces`.
CREATE TABLE trace_filters (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  bits BLOB NOT NULL
) STRICT;
