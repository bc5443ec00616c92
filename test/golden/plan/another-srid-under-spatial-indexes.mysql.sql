-- changes that somebody has to allow
--   app.t/index/goes: drop; queries that use the index slow down

-- forward
ALTER TABLE `t`
  DROP INDEX `stays`,
  DROP INDEX `goes`;
ALTER TABLE `t`
  DROP INDEX `goes`,
  MODIFY COLUMN `a` point SRID 0 NOT NULL,
  MODIFY COLUMN `b` geometry SRID 4326 NOT NULL,
  ADD COLUMN `c` point SRID 3857 NOT NULL,
  ADD SPATIAL KEY `comes` (`c`),
  ADD SPATIAL KEY `stays` (`a`);

-- rollback
ALTER TABLE `t`
  DROP INDEX `stays`;
ALTER TABLE `t`
  DROP INDEX `comes`,
  DROP COLUMN `c`,
  MODIFY COLUMN `a` point SRID 4326 NOT NULL,
  MODIFY COLUMN `b` geometry NOT NULL,
  ADD SPATIAL KEY `goes` (`b`),
  ADD SPATIAL KEY `stays` (`a`);
