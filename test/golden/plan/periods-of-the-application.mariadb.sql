-- changes that somebody has to allow
--   app.new_names/column/since/renamed from s: rename; whatever uses the old name fails until it uses the new one
--   app.renamed/option/periods: drop; rows that end before they start, or overlap, are no longer refused
--   app.gone/option/periods: drop; rows that end before they start, or overlap, are no longer refused
--   app.moved/option/periods: drop; rows that end before they start, or overlap, are no longer refused
--   app.new_names/option/periods: drop; rows that end before they start, or overlap, are no longer refused

-- forward
ALTER TABLE `new_names`
  RENAME COLUMN `s` TO `since`;
ALTER TABLE `renamed`
  DROP INDEX `u`,
  DROP PERIOD FOR `p`,
  MODIFY COLUMN `id` bigint,
  ADD PERIOD FOR `it's` (`s`,`e`),
  ADD UNIQUE KEY `u` (`id`,`it's` WITHOUT OVERLAPS);
ALTER TABLE `gone`
  DROP PERIOD FOR `p`,
  MODIFY COLUMN `s` date;
ALTER TABLE `moved`
  DROP PERIOD FOR `p`,
  MODIFY COLUMN `e` date,
  ADD PERIOD FOR `p` (`s`,`f`),
  DROP INDEX `u`,
  ADD UNIQUE KEY `u` (`id`,`p` WITHOUT OVERLAPS);
ALTER TABLE `new_names`
  DROP PERIOD FOR `p`,
  MODIFY COLUMN `since` datetime,
  MODIFY COLUMN `e` datetime,
  ADD PERIOD FOR `q` (`since`,`e`);

-- rollback
ALTER TABLE `new_names`
  RENAME COLUMN `since` TO `s`;
ALTER TABLE `renamed`
  DROP INDEX `u`,
  DROP PERIOD FOR `it's`,
  MODIFY COLUMN `id` int,
  ADD PERIOD FOR `p` (`s`,`e`),
  ADD UNIQUE KEY `u` (`id`,`p` WITHOUT OVERLAPS);
ALTER TABLE `gone`
  MODIFY COLUMN `s` date NOT NULL,
  ADD PERIOD FOR `p` (`s`,`e`);
ALTER TABLE `moved`
  DROP PERIOD FOR `p`,
  MODIFY COLUMN `e` date,
  ADD PERIOD FOR `p` (`s`,`e`),
  DROP INDEX `u`,
  ADD UNIQUE KEY `u` (`id`,`p` WITHOUT OVERLAPS);
ALTER TABLE `new_names`
  DROP PERIOD FOR `q`,
  MODIFY COLUMN `s` date,
  MODIFY COLUMN `e` date,
  ADD PERIOD FOR `p` (`s`,`e`);
