-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  ADD KEY `l` (`b`);

-- rollback
ALTER TABLE `t`
  DROP INDEX `l`;
