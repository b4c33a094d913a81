-- People who open a segment with sqlite3 see one readable row per span. Needs SQLite 3.38 or newer.
CREATE VIEW spans_flat AS
WITH worded AS (
  -- The span's own attributes as one JSON object: an element of spans.attributes is the number of a
  -- term, or [number of a key, value], or [key, value].
  SELECT
    spans.*,
    (
      SELECT json_group_object(
        CASE element.type
          WHEN 'integer' THEN attribute_keys.key
          ELSE coalesce(listed.key, element.value ->> 0)
        END,
        json(CASE element.type WHEN 'integer' THEN terms.value ELSE element.value -> 1 END))
      FROM json_each(spans.attributes) AS element
      LEFT JOIN terms ON element.type = 'integer' AND terms.id = element.value
      LEFT JOIN attribute_keys ON attribute_keys.id = terms.key_id
      LEFT JOIN attribute_keys AS listed
        ON element.type = 'array'
        AND json_type(element.value, '$[0]') = 'integer'
        AND listed.id = element.value ->> 0
    ) AS span_attributes
  FROM spans
), attributed AS (
  -- The resource's attributes without those that the span itself has. Nearly always that is all of
  -- them, exactly as they are written; only otherwise the object is made anew.
  SELECT
    worded.*,
    operations.service_name,
    operations.name,
    operations.kind,
    operations.trace_source,
    scopes.name AS scope_name,
    scopes.version AS scope_version,
    CASE
      WHEN NOT EXISTS (
        SELECT 1 FROM json_each(resources.attributes)
        WHERE key IN (SELECT key FROM json_each(worded.span_attributes))
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
        WHERE key NOT IN (SELECT key FROM json_each(worded.span_attributes))
      )
    END AS resource_attributes
  FROM worded
  JOIN operations ON operations.id = worded.operation_id
  JOIN resources ON resources.id = worded.resource_id
  JOIN scopes ON scopes.id = worded.scope_id
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
  strftime('%Y-%m-%dT%H:%M:%S', (start_time_unix_nano + end_offset_nano) / 1000000000, 'unixepoch')
    || printf('.%03dZ', (start_time_unix_nano + end_offset_nano) / 1000000 % 1000) AS end_time,
  max(end_offset_nano, 0) / 1000000 AS duration_ms,
  start_time_unix_nano,
  max(coalesce(end_offset_nano, 0), 0) AS duration_nano,
  service_name,
  trace_source,
  CASE
    WHEN resource_attributes = '{}' THEN span_attributes
    WHEN span_attributes = '{}' THEN resource_attributes
    ELSE substr(resource_attributes, 1, length(resource_attributes) - 1) || ',' || substr(span_attributes, 2)
  END AS attributes,
  scope_name,
  scope_version
FROM attributed;
