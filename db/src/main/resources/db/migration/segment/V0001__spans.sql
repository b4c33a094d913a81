-- Spans are kept as they were sent. Whatever many of them share lies in a table of its own, once per
-- segment, and the span points to it: a segment is a complete database, and a row is short.

-- Each resource once, however many spans it sent.
CREATE TABLE resources (
  id INTEGER PRIMARY KEY,
  service_name TEXT NOT NULL,
  attributes TEXT NOT NULL,
  dropped_attributes_count INTEGER NOT NULL,
  schema_url TEXT NOT NULL
) STRICT;

-- Finds the row of a resource that a span was sent with.
CREATE UNIQUE INDEX idx_resources_content
  ON resources (attributes, dropped_attributes_count, schema_url);

-- Each instrumentation scope once.
CREATE TABLE scopes (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  attributes TEXT NOT NULL,
  dropped_attributes_count INTEGER NOT NULL,
  schema_url TEXT NOT NULL
) STRICT;

-- Finds the row of a scope that a span was sent with.
CREATE UNIQUE INDEX idx_scopes_content
  ON scopes (name, version, attributes, dropped_attributes_count, schema_url);

-- What a service does: the spans of one operation differ in their time, their trace, and details.
CREATE TABLE operations (
  id INTEGER PRIMARY KEY,
  service_name TEXT NOT NULL,
  name TEXT NOT NULL,
  kind INTEGER NOT NULL
) STRICT;

-- The names of attributes.
CREATE TABLE attribute_keys (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;

-- Attributes that were sent more than once or may be: a key with a value, as typed JSON.
CREATE TABLE terms (
  id INTEGER PRIMARY KEY,
  key_id INTEGER NOT NULL REFERENCES attribute_keys (id),
  value TEXT NOT NULL
) STRICT;

-- No index: a random one would cost more than all the rest. While a segment grows, what finds its
-- rows is kept in memory; when it is full, `traces` and its like are built at once.
CREATE TABLE spans (
  id INTEGER PRIMARY KEY,
  trace_id BLOB NOT NULL,
  span_id BLOB NOT NULL,
  parent_span_id BLOB,
  operation_id INTEGER NOT NULL REFERENCES operations (id),
  status_code INTEGER NOT NULL,
  status_message TEXT NOT NULL,
  start_time_unix_nano INTEGER NOT NULL,
  end_offset_nano INTEGER,
  exact_times TEXT,
  trace_state TEXT NOT NULL,
  flags INTEGER NOT NULL,
  attributes TEXT NOT NULL,
  events TEXT,
  links TEXT,
  dropped_attributes_count INTEGER NOT NULL,
  dropped_events_count INTEGER NOT NULL,
  dropped_links_count INTEGER NOT NULL,
  resource_id INTEGER NOT NULL REFERENCES resources (id),
  scope_id INTEGER NOT NULL REFERENCES scopes (id)
) STRICT;
