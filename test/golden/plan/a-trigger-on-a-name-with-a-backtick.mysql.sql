-- changes that somebody has to allow

-- forward
CREATE TRIGGER `tr` BEFORE INSERT ON `t` FOR EACH ROW
SET NEW.`back``tick` = 2;

-- rollback
CREATE TRIGGER `tr` BEFORE INSERT ON `t` FOR EACH ROW
SET NEW.`back``tick` = 1;
