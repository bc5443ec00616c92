-- changes that somebody has to allow

-- forward
CREATE FUNCTION `f`(a INT) RETURN varchar(4000)
    DETERMINISTIC
IS BEGIN RETURN 'x'; END;
CREATE PROCEDURE `p`(a IN INT)
AS x INT := 1; BEGIN FOR i IN 1..3 LOOP x := x + a; END LOOP; EXCEPTION WHEN OTHERS THEN NULL; END;

-- rollback
CREATE PROCEDURE `p`()
AS x INT := 1; BEGIN x := x + 1; END;
DROP FUNCTION `f`;
