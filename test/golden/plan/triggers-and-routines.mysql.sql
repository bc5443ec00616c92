-- changes that somebody has to allow
--   app.procedure:p: drop; whatever uses the procedure fails

-- forward
CREATE FUNCTION `twice`(n int) RETURNS int
    DETERMINISTIC
RETURN n * 2;
CREATE TRIGGER `keep` BEFORE INSERT ON `t` FOR EACH ROW
BEGIN
  IF NEW.a IS NULL THEN SET NEW.b = 2; END IF;
  SET NEW.a = 1;
END;
DROP PROCEDURE `p`;

-- rollback
CREATE PROCEDURE `p`()
SELECT 1;
CREATE TRIGGER `keep` BEFORE INSERT ON `t` FOR EACH ROW
SET NEW.b = 1;
DROP FUNCTION `twice`;
