-- Questions about many spans are answered from sums, which are written with the spans. So they cost
-- what the minutes and the names cost that are asked for, however many spans there are.

-- Who calls and is called. Only so many services and peers are kept apart; the rest is 'other'.
CREATE TABLE call_parties (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('service', 'uninstrumented', 'outside', 'other')),
  name TEXT NOT NULL
) STRICT;

-- What services are called for. Only so many are kept apart; the rest of a service has is_other set.
CREATE TABLE call_operations (
  id INTEGER PRIMARY KEY,
  party_id INTEGER NOT NULL REFERENCES call_parties (id),
  name TEXT NOT NULL,
  is_other INTEGER NOT NULL CHECK (is_other IN (0, 1)),
  kind INTEGER NOT NULL,
  trace_source TEXT NOT NULL
) STRICT;

-- Who calls whom.
CREATE TABLE call_edges (
  id INTEGER PRIMARY KEY,
  caller_id INTEGER NOT NULL REFERENCES call_parties (id),
  callee_id INTEGER NOT NULL REFERENCES call_parties (id)
) STRICT;

-- The calls of an operation in a minute, and again in a quarter of an hour. A start of -1 stands for
-- all times that are not kept apart. The primary key serves a range of time.
CREATE TABLE operation_calls (
  step_minutes INTEGER NOT NULL CHECK (step_minutes IN (1, 15)),
  start_time_unix_nano INTEGER NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES call_operations (id),
  calls INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  duration_sum_nano INTEGER NOT NULL,
  duration_min_nano INTEGER NOT NULL,
  duration_max_nano INTEGER NOT NULL,
  histogram BLOB NOT NULL,
  PRIMARY KEY (step_minutes, start_time_unix_nano, operation_id)
) STRICT, WITHOUT ROWID;

-- The calls between two parties, likewise. Numbers are to be summed over all segments: where one
-- takes back what another counted, they are negative.
CREATE TABLE edge_calls (
  step_minutes INTEGER NOT NULL CHECK (step_minutes IN (1, 15)),
  start_time_unix_nano INTEGER NOT NULL,
  edge_id INTEGER NOT NULL REFERENCES call_edges (id),
  calls INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  duration_sum_nano INTEGER NOT NULL,
  duration_min_nano INTEGER NOT NULL,
  duration_max_nano INTEGER NOT NULL,
  histogram BLOB NOT NULL,
  PRIMARY KEY (step_minutes, start_time_unix_nano, edge_id)
) STRICT, WITHOUT ROWID;
