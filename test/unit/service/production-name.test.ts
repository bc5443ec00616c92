import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../electron/core/mysql';
import { productionName } from '../../../electron/core/service/production-name';
import { parseSourceAddress } from '../../../electron/core/source/parse-source-address';
import { workspaceConfigSchema } from '../../../shared/workspace';

const PRODUCTION = 'mysql://app@db.example.org/shop,audit';
const config = workspaceConfigSchema.parse({
  sources: [
    { id: 'production', kind: 'mysql', url: PRODUCTION },
    { id: 'copy', kind: 'mysql', url: 'mysql://app@db.example.org:3307/shop' },
    { id: 'local', kind: 'mysql', url: 'mysql://root@localhost/shop' },
  ],
});

function nameOf(on: string, policy?: { production: readonly string[] }): string | undefined {
  const workspace = { config: workspaceConfigSchema.parse({ ...config, ...(policy && { policy }) }) };
  const own = workspace.config.sources.find(({ id }) => id === on);
  const chosen = own ?? parseSourceAddress(on);
  if (chosen.kind !== 'mysql') throw new Error('no server');
  return productionName({ config: chosen, isOwn: own !== undefined }, parseAddress(chosen.url), workspace);
}

describe('the name to type before a run', () => {
  it('is that of the source, by its name or by the policy', () => {
    expect(nameOf('production')).toBe('production');
    expect(nameOf('copy')).toBeUndefined();
    expect(nameOf('copy', { production: ['copy'] })).toBe('copy');
    expect(nameOf('production', { production: [] })).toBeUndefined();
  });

  it('is the same when the database is named by its address, by another user, or by another source', () => {
    expect(nameOf('mysql://root@db.example.org:3306/audit')).toBe('production');
    expect(nameOf('mysql://root@DB.example.org/')).toBe('production');
    expect(nameOf('mysql://root@127.0.0.1/shop', { production: ['local'] })).toBe('local');
    expect(nameOf('local', { production: ['copy'] })).toBeUndefined();
  });

  it('is not asked for another schema, another port, another server', () => {
    expect(nameOf('mysql://root@db.example.org/scratch')).toBeUndefined();
    expect(nameOf('mysql://root@db.example.org:3308/shop')).toBeUndefined();
    expect(nameOf('mysql://root@elsewhere.example.org/shop')).toBeUndefined();
  });

  it('is the host of a server that nobody listed, where that is called so', () => {
    expect(nameOf('mysql://root@prod-db.example.org/shop')).toBe('prod-db.example.org');
    expect(nameOf('mysql://root@prod-db.example.org/shop', { production: ['local'] })).toBeUndefined();
  });
});
