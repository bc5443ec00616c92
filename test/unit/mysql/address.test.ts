import { describe, expect, it } from 'vitest';
import { formatAddress, isServerAddress, parseAddress } from '../../../electron/core/mysql/address';
import { AppError } from '../../../shared/app-error';

describe('parseAddress', () => {
  it('reads user, host, port and many schemas', () => {
    expect(parseAddress('mysql://app@db.example:3307/shop,orchestration', 'prod')).toEqual({
      id: 'prod',
      vendor: 'mysql',
      user: 'app',
      host: 'db.example',
      port: 3307,
      schemas: ['shop', 'orchestration'],
    });
  });

  it('decodes names, and reads sockets, TLS and ssh', () => {
    expect(
      parseAddress(
        'mariadb://a%40b@localhost/we%2Cird?socket=/run/my%20sql.sock&ssl-mode=VERIFY_CA&ssl-ca=/ca.pem&ssh=me@jump:2222',
      ),
    ).toEqual({
      vendor: 'mariadb',
      user: 'a@b',
      host: 'localhost',
      socket: '/run/my sql.sock',
      ssl: { mode: 'verify-ca', ca: '/ca.pem' },
      ssh: { host: 'jump', user: 'me', port: 2222 },
      schemas: ['we,ird'],
    });
  });

  it('reads an IPv6 host without its brackets', () => {
    expect(parseAddress('mysql://[::1]:33/').host).toBe('::1');
  });

  it.each([
    'postgres://x@y/z',
    'nonsense',
    'mysql://u@h/s?sslmode=1',
    'mysql://u@h/s?ssl-mode=often',
    'mysql://u@h:99999999/s',
    'mysql://u%zz@h/s',
    'mysql://u@h/s?ssh=-oProxyCommand=evil',
  ])('refuses %s with a plain sentence', (address) => {
    expect(() => parseAddress(address)).toThrow(AppError);
  });

  it('never repeats a password, in errors or in the formatted address', () => {
    const formatted = formatAddress(parseAddress('mysql://app:s3cret-pw@h:1/s?ssl-mode=required'));
    expect(formatted).toBe('mysql://app@h:1/s?ssl-mode=required');
    try {
      parseAddress('mysql://app:s3cret-pw@h:99999999/s');
      expect.unreachable();
    } catch (error) {
      expect(String(error) + JSON.stringify(error)).not.toContain('s3cret-pw');
    }
  });

  it('reads again what it formats', () => {
    const address = 'mysql://a%40b@[::1]:3306/x%2Cy,z?socket=%2Ftmp%2Fs&ssh=me%40jump%3A22&ssh-identity=%2Fk';
    expect(parseAddress(formatAddress(parseAddress(address)))).toEqual(parseAddress(address));
  });

  it('knows which addresses are its own', () => {
    expect(['mysql://h/', 'MariaDB://h/', 'sql:file', 'mysql:h'].map(isServerAddress)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
