-- changes that somebody has to allow
--   app.old_one: drop; the table and its rows go away
--   app.left_side/check/first_one: drop; values that broke it are no longer refused
--   app.right_side/check/other_one: drop; values that broke it are no longer refused

-- forward
ALTER TABLE `old_one`
  DROP FOREIGN KEY `to_p`,
  DROP CONSTRAINT `small`;
ALTER TABLE `left_side`
  DROP CONSTRAINT `first_one`;
ALTER TABLE `right_side`
  DROP CONSTRAINT `other_one`;
CREATE TABLE `new_one` (
  `a` int,
  `b` int,
  CONSTRAINT `to_p` FOREIGN KEY (`a`) REFERENCES `p` (`id`),
  CONSTRAINT `small` CHECK (a < 100)
);
ALTER TABLE `left_side`
  ADD CONSTRAINT `other_one` CHECK (a > 0);
ALTER TABLE `right_side`
  ADD CONSTRAINT `first_one` CHECK (a > 0);
DROP TABLE `old_one`;

-- rollback
ALTER TABLE `new_one`
  DROP FOREIGN KEY `to_p`,
  DROP CONSTRAINT `small`;
ALTER TABLE `left_side`
  DROP CONSTRAINT `other_one`;
ALTER TABLE `right_side`
  DROP CONSTRAINT `first_one`;
CREATE TABLE `old_one` (
  `a` int,
  CONSTRAINT `to_p` FOREIGN KEY (`a`) REFERENCES `p` (`id`),
  CONSTRAINT `small` CHECK (a < 100)
);
ALTER TABLE `left_side`
  ADD CONSTRAINT `first_one` CHECK (a > 0);
ALTER TABLE `right_side`
  ADD CONSTRAINT `other_one` CHECK (a > 0);
ALTER TABLE `old_one`
  ADD CONSTRAINT `to_p` FOREIGN KEY (`a`) REFERENCES `p` (`id`),
  ADD CONSTRAINT `small` CHECK (a < 100);
DROP TABLE `new_one`;
