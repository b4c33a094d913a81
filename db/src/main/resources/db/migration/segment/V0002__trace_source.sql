-- Spans know which door they came through, so that the Explorer can filter by source.
ALTER TABLE spans ADD COLUMN trace_source TEXT NOT NULL DEFAULT 'http';

-- The traces of one source.
CREATE INDEX idx_spans_source ON spans (trace_source);
