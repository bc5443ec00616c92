-- changes that somebody has to allow
--   app.t/column/number/renamed from id: rename; whatever uses the old name fails until it uses the new one

-- forward
ALTER TABLE `t`
  RENAME COLUMN `id` TO `number`;
ALTER TABLE `t`
  DROP CONSTRAINT `small`,
  DROP INDEX `by_kind`,
  ADD KEY `by_kind` (`kind`,`up`),
  ADD CONSTRAINT `small` CHECK (kind < 2000);
CREATE VIEW `v` AS SELECT number AS id FROM t WHERE NOT (kind <= 1);

-- rollback
ALTER TABLE `t`
  RENAME COLUMN `number` TO `id`;
ALTER TABLE `t`
  DROP CONSTRAINT `small`,
  DROP INDEX `by_kind`,
  ADD KEY `by_kind` (`kind`),
  ADD CONSTRAINT `small` CHECK (kind < 1000);
CREATE VIEW `v` AS SELECT id FROM t WHERE kind > 1;
