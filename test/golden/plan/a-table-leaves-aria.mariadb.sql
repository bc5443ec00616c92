-- changes that somebody has to allow
--   app.t/option/engine: convert; the whole table is copied into another engine

-- forward
ALTER TABLE `t`
  ENGINE = InnoDB;
ALTER TABLE `t`
  PAGE_CHECKSUM=DEFAULT;

-- rollback
ALTER TABLE `t`
  ENGINE = Aria;
