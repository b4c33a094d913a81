-- Who sends, and since when and until when, is asked for every service on one page. So each resource
-- knows it; what was stored before is looked up once.
CREATE TABLE resource_times (
  resource_id INTEGER PRIMARY KEY REFERENCES resources (id),
  first_start_unix_nano INTEGER NOT NULL,
  last_start_unix_nano INTEGER NOT NULL
) STRICT;

INSERT INTO resource_times
SELECT resource_id, min(start_time_unix_nano), max(start_time_unix_nano)
FROM spans
WHERE resource_id <= 65536
GROUP BY resource_id;
