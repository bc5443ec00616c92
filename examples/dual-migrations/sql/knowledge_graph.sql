-- Facts and how they hang together. Loaded by hand after 00_init.sql.
\set ON_ERROR_STOP on

CREATE TABLE IF NOT EXISTS fact_entities (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    entity_name TEXT NOT NULL,
    entity_kind TEXT NOT NULL DEFAULT 'thing'
);

CREATE TABLE IF NOT EXISTS user_facts (
    user_id VARCHAR(64) NOT NULL,
    entity_id UUID NOT NULL REFERENCES fact_entities (id),
    relation TEXT NOT NULL,
    confidence REAL NOT NULL DEFAULT 0.5,
    PRIMARY KEY (user_id, entity_id, relation)
);

CREATE OR REPLACE FUNCTION touch_entity() RETURNS trigger AS $body$
BEGIN
    -- The word CREATE TABLE in here makes nothing; neither does this semicolon;
    NEW.entity_name := trim(NEW.entity_name);
    RETURN NEW;
END;
$body$ LANGUAGE plpgsql;

CREATE TRIGGER fact_entities_touch BEFORE INSERT OR UPDATE ON fact_entities
    FOR EACH ROW EXECUTE FUNCTION touch_entity();
