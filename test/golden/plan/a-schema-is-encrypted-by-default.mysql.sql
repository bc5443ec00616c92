-- changes that somebody has to allow

-- forward
ALTER DATABASE DEFAULT ENCRYPTION 'Y';

-- rollback
ALTER DATABASE DEFAULT ENCRYPTION 'N';
