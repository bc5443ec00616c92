-- changes that somebody has to allow
--   app.t/option/engine: convert; the whole table is copied into another engine

-- forward
ALTER TABLE `t`
  ENGINE = InnoDB,
  ROW_FORMAT = DYNAMIC;

-- rollback
ALTER TABLE `t`
  ENGINE = MyISAM,
  ROW_FORMAT = DEFAULT;
