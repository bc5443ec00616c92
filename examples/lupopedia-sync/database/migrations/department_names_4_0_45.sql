-- migration: department_names
-- version: 4.0.45
-- prerequisite: database/lupopedia_mysql.sql
-- schema: lupopedia
-- Twenty characters are too few for "Bibliothek und Archiv". The main SQL file was never brought up to this.

USE `lupopedia`;

ALTER TABLE `lupo_departments`
  MODIFY COLUMN `department_name` varchar(50) NOT NULL;
