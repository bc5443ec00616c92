-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP CONSTRAINT `ck`,
  MODIFY COLUMN `g` int GENERATED ALWAYS AS (`a ключ é` + 1) VIRTUAL,
  ADD CONSTRAINT `ck` CHECK (`a ключ é` > 2);

-- rollback
ALTER TABLE `t`
  DROP CONSTRAINT `ck`,
  MODIFY COLUMN `g` int GENERATED ALWAYS AS (`a ключ é` * 2) VIRTUAL,
  ADD CONSTRAINT `ck` CHECK (`a ключ é` > 1);
