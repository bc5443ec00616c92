-- changes that somebody has to allow

-- forward
CREATE TRIGGER `tr` BEFORE INSERT ON `t` FOR EACH ROW
SET NEW.a = 'it''s other';

-- rollback
CREATE TRIGGER `tr` BEFORE INSERT ON `t` FOR EACH ROW
SET NEW.a = CONCAT('it''s; ', "a\"b\\n", '日本 🌊');
