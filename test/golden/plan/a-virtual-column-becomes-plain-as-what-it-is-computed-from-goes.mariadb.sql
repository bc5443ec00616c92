-- changes that somebody has to allow
--   app.t/column/amount: drop; the column and its values are lost
--   app.t/column/doubled: drop; the column and its values are lost

-- forward
ALTER TABLE `t`
  DROP COLUMN `more`,
  ADD COLUMN `more` int GENERATED ALWAYS AS (doubled + 1) STORED AFTER `doubled`;
ALTER TABLE `t`
  DROP COLUMN `amount`,
  DROP COLUMN `doubled`,
  MODIFY COLUMN `more` int DEFAULT NULL;

-- rollback
ALTER TABLE `t`
  ADD COLUMN `amount` int NOT NULL AFTER `id`,
  ADD COLUMN `doubled` int GENERATED ALWAYS AS (amount * 2) VIRTUAL AFTER `amount`,
  DROP COLUMN `more`,
  ADD COLUMN `more` int GENERATED ALWAYS AS (doubled + 1) VIRTUAL AFTER `doubled`;
