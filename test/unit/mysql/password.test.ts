import { describe, expect, it } from 'vitest';
import { findPassword, redact } from '../../../electron/core/mysql/password';
import { toAppError } from '../../../electron/core/mysql/driver-error';

describe('findPassword', () => {
  const target = { id: 'prod-eu.main', schemas: [] };

  it('prefers the address, then the source’s variable, then the general one, then the file, then MYSQL_PWD', () => {
    const environment = {
      TIDEMARK_PASSWORD_PROD_EU_MAIN: 'one',
      TIDEMARK_PASSWORD: 'two',
      MYSQL_PWD: 'four',
    };
    expect(findPassword({ ...target, password: 'zero' }, 'three', environment)).toBe('zero');
    expect(findPassword(target, 'three', environment)).toBe('one');
    expect(findPassword({ ...target, id: 'other' }, 'three', environment)).toBe('two');
    expect(findPassword(target, 'three', { MYSQL_PWD: 'four' })).toBe('three');
    expect(findPassword(target, undefined, { MYSQL_PWD: 'four' })).toBe('four');
    expect(findPassword(target, undefined, {})).toBeUndefined();
  });
});

describe('secrets', () => {
  it('are taken out of texts and addresses', () => {
    expect(redact('mysql://u:hunter22@h said hunter22', ['hunter22'])).toBe('mysql://u:•••@h said •••');
  });

  it('do not get into errors, whatever the driver says', () => {
    const error = Object.assign(new Error('cannot use hunter22'), {
      errno: 1045,
      code: 'ER_ACCESS_DENIED_ERROR',
    });
    const shown = toAppError(error, { password: 'hunter22', user: 'u', host: 'h', schemas: [] });
    expect(shown.code).toBe('access-denied');
    expect(JSON.stringify([shown.message, shown.more])).not.toContain('hunter22');
  });
});
