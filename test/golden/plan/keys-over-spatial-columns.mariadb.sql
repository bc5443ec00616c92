-- changes that somebody has to allow
--   app.t/index/k4: unique; rows with equal values make it fail

-- forward
ALTER TABLE `t`
  ADD KEY `k1` (`a`(3072)),
  ADD KEY `k2` (`b`(20)),
  ADD KEY `k3` (`p`(25)),
  ADD UNIQUE KEY `k4` (`b`(8)) USING HASH;
ALTER TABLE `t`
  DROP INDEX `k4`,
  ADD UNIQUE KEY `k4` (`b`(8)) USING HASH;

-- rollback
ALTER TABLE `t`
  DROP INDEX `k1`,
  DROP INDEX `k2`,
  DROP INDEX `k3`,
  DROP INDEX `k4`;
