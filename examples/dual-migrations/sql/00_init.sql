-- SINGLE SOURCE OF TRUTH: the whole schema of a new installation, as of 2025-10-07.
SET client_encoding = 'UTF8';

CREATE TABLE companions (
    id BIGSERIAL PRIMARY KEY,
    handle VARCHAR(64) NOT NULL,
    display_name VARCHAR(200) NOT NULL,
    traits JSONB NOT NULL DEFAULT '{}'::jsonb,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
ALTER TABLE ONLY companions ADD CONSTRAINT companions_handle_key UNIQUE (handle);

CREATE TABLE memories (
    id BIGSERIAL PRIMARY KEY,
    companion_id BIGINT NOT NULL REFERENCES companions (id) ON DELETE CASCADE,
    summary VARCHAR(200) NOT NULL,
    body TEXT,
    tags TEXT[] DEFAULT ARRAY[]::TEXT[],
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX idx_memories_companion ON memories (companion_id, created_at DESC);

CREATE TABLE companion_voices (
    companion_id BIGINT PRIMARY KEY REFERENCES companions (id),
    voice_code VARCHAR(40) NOT NULL,
    speed NUMERIC(3, 2) NOT NULL DEFAULT 1.00 CHECK (speed BETWEEN 0.5 AND 2)
);

CREATE TABLE platform_links (
    id BIGSERIAL PRIMARY KEY,
    user_id VARCHAR(64) NOT NULL,
    platform VARCHAR(20) NOT NULL,
    external_id VARCHAR(128) NOT NULL,
    UNIQUE (platform, external_id)
);

CREATE TABLE companion_moods (
    id BIGSERIAL PRIMARY KEY,
    companion_id BIGINT NOT NULL,
    mood VARCHAR(60) NOT NULL,
    felt_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
COMMENT ON TABLE companion_moods IS 'Made here and by a revision, with other columns';
