-- changes that somebody has to allow
--   app.t/column/twice/type: narrow; values are converted and may change or be refused (int(11) to varchar(40))

-- forward
ALTER TABLE `t`
  DROP COLUMN `twice`,
  ADD COLUMN `twice` varchar(40) GENERATED ALWAYS AS (n + n) STORED AFTER `n`,
  DROP INDEX `both_of`,
  ADD KEY `both_of` (`twice`,`n`);

-- rollback
ALTER TABLE `t`
  DROP COLUMN `twice`,
  ADD COLUMN `twice` int GENERATED ALWAYS AS (n + n) VIRTUAL AFTER `n`,
  DROP INDEX `both_of`,
  ADD KEY `both_of` (`twice`,`n`);
