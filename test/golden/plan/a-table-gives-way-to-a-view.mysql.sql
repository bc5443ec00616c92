-- changes that somebody has to allow
--   app.shown: drop; the table and its rows go away

-- forward
DROP TABLE `shown`;
CREATE VIEW `shown` AS SELECT a FROM base;

-- rollback
DROP VIEW `shown`;
CREATE TABLE `shown` (
  `a` int
);
