-- changes that somebody has to allow
--   app.t/column/other_ref/renamed from ref: rename; whatever uses the old name fails until it uses the new one
--   app.t/column/amount/renamed from num: rename; whatever uses the old name fails until it uses the new one

-- forward
ALTER TABLE `t`
  RENAME COLUMN `ref` TO `other_ref`;
ALTER TABLE `t`
  DROP COLUMN `twice`,
  DROP COLUMN `kept`,
  DROP CONSTRAINT `small`,
  RENAME COLUMN `num` TO `amount`,
  ADD COLUMN `twice` int GENERATED ALWAYS AS (amount * 2) VIRTUAL AFTER `amount`,
  ADD COLUMN `kept` int GENERATED ALWAYS AS (amount + 1) STORED AFTER `twice`,
  ADD CONSTRAINT `small` CHECK (amount < 100);
ALTER TABLE `t`
  DROP CONSTRAINT `small`,
  MODIFY COLUMN `amount` bigint DEFAULT 0,
  ADD CONSTRAINT `small` CHECK (amount < 200);

-- rollback
ALTER TABLE `t`
  RENAME COLUMN `other_ref` TO `ref`;
ALTER TABLE `t`
  DROP COLUMN `twice`,
  DROP COLUMN `kept`,
  DROP CONSTRAINT `small`,
  RENAME COLUMN `amount` TO `num`,
  ADD COLUMN `twice` int GENERATED ALWAYS AS (num * 2) VIRTUAL AFTER `num`,
  ADD COLUMN `kept` int GENERATED ALWAYS AS (num + 1) STORED AFTER `twice`,
  ADD CONSTRAINT `small` CHECK (num < 200);
ALTER TABLE `t`
  DROP CONSTRAINT `small`,
  MODIFY COLUMN `num` int DEFAULT 0,
  ADD CONSTRAINT `small` CHECK (num < 100);
