-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP INDEX `PRIMARY`,
  ADD PRIMARY KEY (`id`),
  DROP INDEX `by_a`,
  ADD KEY `by_a` (`a`),
  DROP INDEX `by_b`,
  ADD UNIQUE KEY `by_b` (`b`),
  ROW_FORMAT = DEFAULT,
  KEY_BLOCK_SIZE=0;

-- rollback
ALTER TABLE `t`
  DROP INDEX `PRIMARY`,
  ADD PRIMARY KEY (`id`),
  DROP INDEX `by_a`,
  ADD KEY `by_a` (`a`),
  DROP INDEX `by_b`,
  ADD UNIQUE KEY `by_b` (`b`),
  ROW_FORMAT = COMPRESSED,
  KEY_BLOCK_SIZE=8;
