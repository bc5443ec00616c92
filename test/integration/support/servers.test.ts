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
    const connection = await connectTo(server);
    const count = async () =>
      ((await connection.query("SHOW DATABASES LIKE 'tm\\_%'"))[0] as unknown[]).length;
    const before = await count();
    await expect(createTestDatabase(server, 'CREATE TABLE nonsense')).rejects.toThrow();
    expect(await count()).toBe(before);
    await connection.end();
  });
});
