-- changes that somebody has to allow
--   app.t/column/b/type: narrow; values are converted and may change or be refused (varchar(20) to bigint)
--   app.t/column/b/generated: drop; the values that were written are replaced by computed ones

-- forward
ALTER TABLE `t`
  DROP CONSTRAINT `f_is_not_7`,
  DROP COLUMN `f`,
  ADD COLUMN `f` int GENERATED ALWAYS AS (length(b)) STORED AFTER `b`,
  ADD CONSTRAINT `f_is_not_7` CHECK (f <> 7);
ALTER TABLE `t`
  MODIFY COLUMN `f` int,
  DROP COLUMN `b`,
  ADD COLUMN `b` bigint GENERATED ALWAYS AS (f + 5) VIRTUAL AFTER `f`,
  DROP CONSTRAINT `f_is_not_7`,
  ADD CONSTRAINT `f_is_not_7` CHECK (f <> 7);

-- rollback
ALTER TABLE `t`
  DROP COLUMN `b`,
  ADD COLUMN `b` bigint GENERATED ALWAYS AS (f + 5) STORED AFTER `f`;
ALTER TABLE `t`
  MODIFY COLUMN `b` varchar(20),
  DROP COLUMN `f`,
  ADD COLUMN `f` int GENERATED ALWAYS AS (length(b)) VIRTUAL AFTER `b`,
  DROP CONSTRAINT `f_is_not_7`,
  ADD CONSTRAINT `f_is_not_7` CHECK (f <> 7);
