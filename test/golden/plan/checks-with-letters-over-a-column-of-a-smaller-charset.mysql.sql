-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  ADD COLUMN `n` int,
  COMMENT = 'changed';
ALTER TABLE `t`
  DROP CONSTRAINT `c`,
  ADD CONSTRAINT `c` CHECK (s <> 'ü');

-- rollback
ALTER TABLE `t`
  DROP COLUMN `n`,
  COMMENT = '';
ALTER TABLE `t`
  DROP CONSTRAINT `c`,
  ADD CONSTRAINT `c` CHECK (s <> 'ü');
