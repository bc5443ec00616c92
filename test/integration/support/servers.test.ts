import { expect, it } from 'vitest';
import { connectTo, createTestDatabase, describeEachServer, withTestDatabase } from '../../support/servers';

describeEachServer('test databases', (server) => {
  it('hold what the script created, and are gone afterwards', async () => {
    const name = await withTestDatabase(
      server,
      'CREATE TABLE a (id INT); CREATE TABLE b (id INT)',
      async (database) => {
        const connection = await connectTo(database);
        const [rows] = await connection.query('SHOW TABLES');
        await connection.end();
        expect(rows).toHaveLength(2);
        return database.name;
      },
    );
    const connection = await connectTo(server);
    const [rows] = await connection.query('SHOW DATABASES LIKE ?', [name]);
    await connection.end();
    expect(rows).toEqual([]);
  });

  it('are dropped when their script fails', async () => {
    // The script names its own database in the message of the error that it raises.
    const script = "SET @m = DATABASE(); SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = @m";
    const failure = await createTestDatabase(server, script).catch((error: unknown) => error);
    const name = failure instanceof Error ? failure.message : '';
    expect(name).toMatch(/^tm_[0-9a-f]{12}$/);
    const connection = await connectTo(server);
    const [rows] = await connection.query('SHOW DATABASES LIKE ?', [name]);
    await connection.end();
    expect(rows).toEqual([]);
  });
});
