-- Spans know which door they came through, so that the Explorer can filter by source. It is a part of
-- the operation, of which there are few, and not repeated in each span.
ALTER TABLE operations ADD COLUMN trace_source TEXT NOT NULL DEFAULT 'http';

-- The operations of one source; and the row of an operation that a span belongs to.
CREATE UNIQUE INDEX idx_operations_source ON operations (trace_source, service_name, name, kind);
