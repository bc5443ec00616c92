-- changes that somebody has to allow
--   app.schema:app/option/readOnly: narrow; every write to the schema is refused from then on

-- forward
ALTER DATABASE READ ONLY = 0;
ALTER DATABASE CHARACTER SET ascii;
ALTER TABLE `t`
  MODIFY COLUMN `a` bigint;
CREATE VIEW `v` AS SELECT 2 AS two;
ALTER DATABASE READ ONLY = 1;

-- rollback
ALTER DATABASE READ ONLY = 0;
ALTER DATABASE CHARACTER SET latin1;
ALTER TABLE `t`
  MODIFY COLUMN `a` int;
CREATE VIEW `v` AS SELECT 1 AS one;
