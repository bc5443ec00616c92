-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP FOREIGN KEY `f`;
ALTER TABLE `p`
  MODIFY COLUMN `id` bigint;
ALTER TABLE `t`
  MODIFY COLUMN `a` bigint;
ALTER TABLE `t`
  ADD CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`id`) ON UPDATE NO ACTION;

-- rollback
ALTER TABLE `t`
  DROP FOREIGN KEY `f`;
ALTER TABLE `p`
  MODIFY COLUMN `id` int;
ALTER TABLE `t`
  MODIFY COLUMN `a` int;
ALTER TABLE `t`
  ADD CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`id`) ON DELETE RESTRICT;
