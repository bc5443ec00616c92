-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  ADD FULLTEXT KEY `wa` (`a`),
  ADD FULLTEXT KEY `wb` (`b`);

-- rollback
ALTER TABLE `t`
  DROP INDEX `wa`,
  DROP INDEX `wb`;
