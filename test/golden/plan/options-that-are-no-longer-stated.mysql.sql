-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  AUTOEXTEND_SIZE=0,
  COMPRESSION='';

-- rollback
ALTER TABLE `t`
  AUTOEXTEND_SIZE=4194304,
  COMPRESSION='zlib';
