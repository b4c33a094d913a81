-- People who open a segment with sqlite3 see one readable row per span. Needs SQLite 3.38 or newer.
CREATE VIEW spans_flat AS
WITH attributed AS (
  -- The resource's attributes without those that the span itself has. Nearly always that is all of
  -- them, exactly as they are written; only otherwise the object is made anew.
  SELECT
    spans.*,
    scopes.name AS scope_name,
    scopes.version AS scope_version,
    CASE
      WHEN NOT EXISTS (
        SELECT 1 FROM json_each(resources.attributes)
        WHERE key IN (SELECT key FROM json_each(spans.attributes))
      ) THEN resources.attributes
      ELSE (
        SELECT json_group_object(
          key,
          CASE type
            WHEN 'true' THEN json('true')
            WHEN 'false' THEN json('false')
            WHEN 'object' THEN json(value)
            WHEN 'array' THEN json(value)
            ELSE value
          END)
        FROM json_each(resources.attributes)
        WHERE key NOT IN (SELECT key FROM json_each(spans.attributes))
      )
    END AS resource_attributes
  FROM spans
  JOIN resources ON resources.id = spans.resource_id
  JOIN scopes ON scopes.id = spans.scope_id
)
SELECT
  id,
  CASE length(trace_id)
    WHEN 16 THEN lower(hex(trace_id)) ELSE CAST(substr(trace_id, 17) AS TEXT)
  END AS trace_id,
  CASE length(span_id)
    WHEN 8 THEN lower(hex(span_id)) ELSE CAST(substr(span_id, 9) AS TEXT)
  END AS span_id,
  CASE
    WHEN parent_span_id IS NULL THEN NULL
    WHEN length(parent_span_id) = 8 THEN lower(hex(parent_span_id))
    ELSE CAST(substr(parent_span_id, 9) AS TEXT)
  END AS parent_span_id,
  name,
  CASE kind
    WHEN 2 THEN 'server' WHEN 3 THEN 'client' WHEN 4 THEN 'producer' WHEN 5 THEN 'consumer'
    ELSE 'internal'
  END AS kind,
  CASE status_code WHEN 1 THEN 'ok' WHEN 2 THEN 'error' ELSE 'unset' END AS status,
  status_message,
  strftime('%Y-%m-%dT%H:%M:%S', start_time_unix_nano / 1000000000, 'unixepoch')
    || printf('.%03dZ', start_time_unix_nano / 1000000 % 1000) AS start_time,
  strftime('%Y-%m-%dT%H:%M:%S', end_time_unix_nano / 1000000000, 'unixepoch')
    || printf('.%03dZ', end_time_unix_nano / 1000000 % 1000) AS end_time,
  CASE WHEN end_time_unix_nano IS NOT NULL THEN duration_nano / 1000000 END AS duration_ms,
  start_time_unix_nano,
  duration_nano,
  service_name,
  trace_source,
  CASE
    WHEN resource_attributes = '{}' THEN attributes
    WHEN attributes = '{}' THEN resource_attributes
    ELSE substr(resource_attributes, 1, length(resource_attributes) - 1) || ',' || substr(attributes, 2)
  END AS attributes,
  scope_name,
  scope_version
FROM attributed;
