-- changes that somebody has to allow
--   app.t/check/gone: drop; values that broke it are no longer refused

-- forward
ALTER TABLE `t`
  DROP CONSTRAINT `positive`,
  DROP CONSTRAINT `gone`,
  ADD CONSTRAINT `positive` CHECK (a > 10),
  ADD CONSTRAINT `fresh` CHECK (a < b);

-- rollback
ALTER TABLE `t`
  DROP CONSTRAINT `positive`,
  DROP CONSTRAINT `fresh`,
  ADD CONSTRAINT `positive` CHECK (a > 0),
  ADD CONSTRAINT `gone` CHECK (b > 0);
