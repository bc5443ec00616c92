-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP INDEX `low`,
  ADD KEY `low` ((upper(a))),
  ADD KEY `len` ((char_length(a)));

-- rollback
ALTER TABLE `t`
  DROP INDEX `low`,
  DROP INDEX `len`,
  ADD KEY `low` ((lower(a)));
