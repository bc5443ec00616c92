import { expect, test } from 'vitest';
import { toAppError } from '../../../electron/core/mysql/driver-error';

const target = { user: 'u', host: 'h', schemas: [] };

function fromServer(errno: number, sqlMessage: string): Error {
  return Object.assign(new Error(sqlMessage), { errno, sqlMessage });
}

test('a broken table is a failed statement, and no server that cannot be reached', () => {
  // As MariaDB 10.11 says it of an Aria sequence after it was killed.
  const said = `Got error '145 "Table was marked as crashed and should be repaired"' for './s/plain'`;
  const error = toAppError(fromServer(145, said), target);
  expect(error).toMatchObject({ code: 'statement-failed', message: said });
  expect(error.more.hint).toContain('REPAIR TABLE');
  expect(toAppError(fromServer(1194, said), target).more.hint).toContain('REPAIR TABLE');
});

test('a table that lost its partitions in a crash names the way to its rows', () => {
  const error = toAppError(fromServer(1696, 'Failed to read from the .par file'), target);
  expect(error.code).toBe('statement-failed');
  expect(error.more.hint).toContain('Do not drop the table');
  expect(error.more.hint).toContain('RENAME TABLE `#mysql50##sql-alter-');
});

test('what a storage engine says, passed on by the server, is a failed statement', () => {
  expect(toAppError(fromServer(139, 'Got error 139 from storage engine'), target).code).toBe(
    'statement-failed',
  );
  // The system's own numbers are no server's.
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { errno: -111, code: 'ECONNREFUSED' });
  expect(toAppError(refused, target).code).toBe('cannot-connect');
});
