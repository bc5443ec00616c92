-- changes that somebody has to allow
--   app.t/check/gone: drop; values that broke it are no longer refused

-- forward
ALTER TABLE `t`
  DROP CONSTRAINT `m`,
  DROP CONSTRAINT `gone`,
  DROP CONSTRAINT `z`,
  DROP CONSTRAINT `c`,
  ADD CONSTRAINT `fresh` CHECK (b <> 7),
  ADD CONSTRAINT `z` CHECK (a > 0),
  ADD CONSTRAINT `m` CHECK (b > 1),
  ADD CONSTRAINT `c` CHECK (c > 0);

-- rollback
ALTER TABLE `t`
  DROP CONSTRAINT `fresh`,
  DROP CONSTRAINT `m`,
  DROP CONSTRAINT `c`,
  ADD CONSTRAINT `m` CHECK (b > 0),
  ADD CONSTRAINT `c` CHECK (c > 0),
  ADD CONSTRAINT `gone` CHECK (a < 99);
