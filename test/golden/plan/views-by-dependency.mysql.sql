-- changes that somebody has to allow

-- forward
CREATE VIEW `z_base` AS SELECT a, b FROM t;
CREATE VIEW `a_sums` AS SELECT a, b FROM z_base;
CREATE VIEW `top` AS SELECT b FROM a_sums;

-- rollback
CREATE VIEW `top` AS SELECT a FROM t;
DROP VIEW `a_sums`;
DROP VIEW `z_base`;
