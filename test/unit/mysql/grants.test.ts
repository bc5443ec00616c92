import { describe, expect, it } from 'vitest';
import { readGrants } from '../../../electron/core/mysql/grants';
import { findMissingGrants } from '../../../electron/core/mysql/missing-grants';
import { parseFlavor } from '../../../shared/model';

const grantsOf = (...lines: readonly string[]) =>
  readGrants(lines.map((line) => ({ 'Grants for app@%': line })));
const mariadb = parseFlavor('mariadb:10.11');
const mysql = parseFlavor('mysql:9.7');
if (mariadb === undefined || mysql === undefined) throw new Error('flavors');

describe('readGrants', () => {
  it('reads global, schema, table and column grants', () => {
    const grants = grantsOf(
      "GRANT USAGE ON *.* TO `app`@`%` IDENTIFIED BY PASSWORD '*X ON *.*'",
      'GRANT SELECT, SHOW VIEW ON `shop`.* TO `app`@`%`',
      'GRANT INSERT, UPDATE (`a`, `b, ON c`) ON `shop`.`t` TO `app`@`%`',
      'GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `app`@`%`',
      'GRANT `role`@`%` TO `app`@`%`',
    );
    expect(grants.holds('SELECT', 'shop')).toBe(true);
    expect(grants.holds('SELECT', 'other')).toBe(false);
    expect(grants.holds('INSERT', 'shop')).toBe(false);
    expect(grants.holdsOnTable('INSERT', 'shop', 't')).toBe(true);
    expect(grants.holdsOnTable('UPDATE', 'shop', 't')).toBe(false);
    expect(grants.holds('EXECUTE', 'shop')).toBe(false);
  });

  it('matches schema patterns as LIKE does, without going astray on many wildcards', () => {
    const grants = grantsOf(
      'GRANT ALL PRIVILEGES ON `app\\_%`.* TO `app`@`%`',
      'GRANT SELECT ON `' + '%a'.repeat(40) + '`.* TO `a`@`%`',
    );
    expect(grants.holds('TRIGGER', 'app_one')).toBe(true);
    expect(grants.holds('TRIGGER', 'appxone')).toBe(false);
    expect(grants.holds('SELECT', 'a'.repeat(200) + 'b')).toBe(false);
  });

  it('honours partial revokes', () => {
    const grants = grantsOf('GRANT SELECT ON *.* TO `app`@`%`', 'REVOKE SELECT ON `secret`.* FROM `app`@`%`');
    expect(grants.holds('SELECT', 'shop')).toBe(true);
    expect(grants.holds('SELECT', 'secret')).toBe(false);
  });
});

describe('findMissingGrants', () => {
  it('finds nothing for one who may do all', () => {
    const grants = grantsOf('GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION');
    expect(findMissingGrants(grants, ['shop'], mariadb, 'root@localhost')).toEqual([]);
    expect(findMissingGrants(grants, ['shop'], mysql, 'root@localhost')).toEqual([]);
  });

  it('finds nothing for the owner of one schema', () => {
    const grants = grantsOf('GRANT USAGE ON *.* TO `a`@`%`', 'GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%`');
    expect(findMissingGrants(grants, ['shop'], mysql, 'a@%')).toEqual([]);
  });

  it('names what a reader with SELECT alone cannot see, and the statement that helps', () => {
    const missing = findMissingGrants(
      grantsOf('GRANT SELECT ON `shop`.* TO `a`@`%`'),
      ['shop'],
      mysql,
      'a@%',
    );
    expect(missing.map(({ privilege, facets }) => [privilege, ...facets])).toEqual([
      ['SHOW VIEW', 'views'],
      ['TRIGGER', 'triggers'],
      ['EVENT', 'events'],
      ['SHOW_ROUTINE', 'routines'],
    ]);
    expect(missing[1]?.remedy).toBe("GRANT TRIGGER ON `shop`.* TO 'a'@'%';");
  });

  it('says that tables may be hidden when only single tables are granted', () => {
    const missing = findMissingGrants(
      grantsOf('GRANT SELECT ON `shop`.`t` TO `a`@`%`'),
      ['shop'],
      mariadb,
      'a@%',
    );
    expect(missing[0]?.facets).toContain('tables');
  });
});
