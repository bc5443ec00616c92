-- changes that somebody has to allow
--   app.p/column/p_id/renamed from id: rename; whatever uses the old name fails until it uses the new one
--   app.p/check/positive: drop; values that broke it are no longer refused

-- forward
ALTER TABLE `p`
  DROP COLUMN `g`,
  DROP INDEX `twice`,
  DROP CONSTRAINT `late`,
  DROP CONSTRAINT `positive`;
ALTER TABLE `p`
  RENAME COLUMN `id` TO `p_id`;
ALTER TABLE `p`
  ADD COLUMN `g` int GENERATED ALWAYS AS (p_id + 1) STORED AFTER `day`,
  ADD KEY `twice` ((p_id * 2)),
  ADD CONSTRAINT `late` CHECK (day > '2000-01-01'),
  ADD CONSTRAINT `positive` CHECK (p_id > 0);
ALTER TABLE `p`
  DROP CONSTRAINT `positive`;

-- rollback
ALTER TABLE `p`
  DROP COLUMN `g`,
  DROP INDEX `twice`,
  DROP CONSTRAINT `late`,
  DROP CONSTRAINT `positive`;
ALTER TABLE `p`
  RENAME COLUMN `p_id` TO `id`;
ALTER TABLE `p`
  ADD COLUMN `g` int GENERATED ALWAYS AS (id + 1) STORED AFTER `day`,
  ADD KEY `twice` ((id * 2)),
  ADD CONSTRAINT `late` CHECK (day > '2000-01-01');
ALTER TABLE `p`
  ADD CONSTRAINT `positive` CHECK (id > 0);
