-- changes that somebody has to allow
--   app.view:x: drop; whatever uses the view fails

-- forward
DROP VIEW `x`;
CREATE TABLE `x` (
  `a` int
);

-- rollback
DROP TABLE `x`;
CREATE VIEW `x` AS SELECT a FROM t;
