-- Spans are kept as they were sent: typed columns for what is filtered or listed, JSON for the rest.

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

CREATE TABLE spans (
  id INTEGER PRIMARY KEY,
  trace_id BLOB NOT NULL,
  span_id BLOB NOT NULL,
  parent_span_id BLOB,
  name TEXT NOT NULL,
  kind INTEGER NOT NULL,
  status_code INTEGER NOT NULL,
  status_message TEXT NOT NULL,
  start_time_unix_nano INTEGER NOT NULL,
  end_time_unix_nano INTEGER,
  exact_times TEXT,
  duration_nano INTEGER NOT NULL,
  service_name TEXT NOT NULL,
  trace_state TEXT NOT NULL,
  flags INTEGER NOT NULL,
  attributes TEXT NOT NULL,
  events TEXT,
  links TEXT,
  dropped_attributes_count INTEGER NOT NULL,
  dropped_events_count INTEGER NOT NULL,
  dropped_links_count INTEGER NOT NULL,
  resource_id INTEGER NOT NULL REFERENCES resources (id),
  scope_id INTEGER NOT NULL REFERENCES scopes (id),
  received_unix_nano INTEGER NOT NULL
) STRICT;

-- All spans of one trace; and, before a span is written, the stored ones with its two ids.
CREATE INDEX idx_spans_trace ON spans (trace_id, span_id);
