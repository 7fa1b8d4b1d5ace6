-- One row for each evaluation that was handed in, and never an update.
CREATE TABLE IF NOT EXISTS scorecards (
    id text PRIMARY KEY, -- chosen by the client, so that it may ask again
    content_hash text NOT NULL,
    card jsonb NOT NULL,
    received timestamptz NOT NULL DEFAULT now()
);
