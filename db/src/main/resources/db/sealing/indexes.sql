-- The indexes of a sealed segment. They are no migration: while a segment grows they would cost more
-- than all the rest of writing, so they are made when it is sealed, in one go.

-- A trace by its id.
CREATE UNIQUE INDEX idx_traces_trace_id ON traces (trace_id);

-- An attribute by its value, and all values of a key.
CREATE INDEX idx_terms_key ON terms (key_id, value);
