-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  ALTER CHECK `c` NOT ENFORCED;

-- rollback
ALTER TABLE `t`
  ALTER CHECK `c` ENFORCED;
