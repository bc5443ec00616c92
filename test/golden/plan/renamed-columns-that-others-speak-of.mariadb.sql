-- changes that somebody has to allow
--   app.t/column/other_ref/renamed from ref: rename; whatever uses the old name fails until it uses the new one
--   app.t/column/amount/renamed from num: rename; whatever uses the old name fails until it uses the new one

-- forward
ALTER TABLE `t`
  RENAME COLUMN `ref` TO `other_ref`,
  RENAME COLUMN `num` TO `amount`;
ALTER TABLE `t`
  DROP CONSTRAINT `small`,
  MODIFY COLUMN `amount` bigint DEFAULT 0,
  ADD CONSTRAINT `small` CHECK (amount < 200);

-- rollback
ALTER TABLE `t`
  RENAME COLUMN `amount` TO `num`,
  RENAME COLUMN `other_ref` TO `ref`;
ALTER TABLE `t`
  DROP CONSTRAINT `small`,
  MODIFY COLUMN `num` int DEFAULT 0,
  ADD CONSTRAINT `small` CHECK (num < 100);
