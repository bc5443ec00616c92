-- changes that somebody has to allow
--   app.t/check/gone: drop; values that broke it are no longer refused

-- forward
ALTER TABLE `t`
  DROP CONSTRAINT `m`,
  DROP CONSTRAINT `gone`,
  ADD CONSTRAINT `m` CHECK (b > 1),
  ADD CONSTRAINT `fresh` CHECK (b <> 7);

-- rollback
ALTER TABLE `t`
  DROP CONSTRAINT `fresh`,
  DROP CONSTRAINT `m`,
  ADD CONSTRAINT `m` CHECK (b > 0),
  ADD CONSTRAINT `gone` CHECK (a < 99);
