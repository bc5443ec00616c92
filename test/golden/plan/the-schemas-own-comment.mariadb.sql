-- changes that somebody has to allow

-- forward
ALTER DATABASE CHARACTER SET latin1 COMMENT 'it''s "new"; -- */';

-- rollback
ALTER DATABASE CHARACTER SET utf8mb4 COMMENT 'old';
