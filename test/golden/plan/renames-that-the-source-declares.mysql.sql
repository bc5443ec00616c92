-- changes that somebody has to allow
--   app.persons/rename/people: rename; whatever uses the old name fails until it uses the new one
--   app.persons/column/name/renamed from full_name: rename; whatever uses the old name fails until it uses the new one
--   app.persons/index/by_person/renamed from by_name: rename; whatever uses the old name fails until it uses the new one

-- forward
RENAME TABLE `people` TO `persons`;
ALTER TABLE `persons`
  RENAME COLUMN `full_name` TO `name`;
ALTER TABLE `persons`
  MODIFY COLUMN `name` varchar(80),
  RENAME INDEX `by_name` TO `by_person`;

-- rollback
RENAME TABLE `persons` TO `people`;
ALTER TABLE `people`
  RENAME COLUMN `name` TO `full_name`;
UPDATE `people` SET `full_name` = LEFT(`full_name`, 50) WHERE CHAR_LENGTH(`full_name`) > 50;
ALTER TABLE `people`
  MODIFY COLUMN `full_name` varchar(50),
  RENAME INDEX `by_person` TO `by_name`;
