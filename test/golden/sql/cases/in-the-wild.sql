- a comment with one dash
--no space behind these dashes
# fine
CREATE TABLE a (
  id INT PRIMARY KEY,
  - another one
  name VARCHAR(10),
  broken !!! here,
  KEY (name),
)
CREATE TABLE b (id INT AUTO_INCREMENT, x FLIBBERTIGIBBET);
CREATE TABLE IF NOT EXISTS a (other INT);
CREATE TABLE b (again INT);
ALTER TABLE nowhere ADD COLUMN x INT;
ALTER TABLE a DROP COLUMN nothing, ADD PRIMARY KEY (name);
Query OK, 0 rows affected;
CREATE TABLE c AS SELECT id, name FROM a JOIN b USING (id);
SET @q = CONCAT('ALTER TABLE a ADD COLUMN ', @@hostname, ' INT');
PREPARE s FROM @q; EXECUTE s;
SOURCE other.sql
CREATE TRIGGER g AFTER DELETE ON a FOR EACH ROW BEGIN DELETE FROM b; END;
CREATE TABLE last (id INT)
