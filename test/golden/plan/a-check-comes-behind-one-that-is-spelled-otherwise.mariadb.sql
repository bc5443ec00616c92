-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  MODIFY COLUMN `id` bigint,
  DROP CONSTRAINT `c1`,
  ADD CONSTRAINT `c1` CHECK (S <> _latin1'q'),
  ADD CONSTRAINT `c2` CHECK (length(_latin1'x') < id);

-- rollback
ALTER TABLE `t`
  DROP CONSTRAINT `c2`,
  MODIFY COLUMN `id` int,
  DROP CONSTRAINT `c1`,
  ADD CONSTRAINT `c1` CHECK (s <> 'q');
