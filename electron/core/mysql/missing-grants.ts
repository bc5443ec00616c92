import type { Flavor, SchemaFacet } from '../../../shared/model';
import { describeFlavor, isAtLeast } from '../../../shared/model';
import type { Grants } from './grants';

/** A privilege that an account lacks to show all of a schema, and what stays unknown without it. */
export interface MissingGrant {
  readonly schema: string;
  readonly privilege: string;
  /** What the schema cannot state without it. */
  readonly facets: readonly SchemaFacet[];
  /** `triggers are unknown`. */
  readonly consequence: string;
  /** The statement that an administrator would run. */
  readonly remedy: string;
}

/** Any of these on a whole schema lists all its tables. */
const LISTING = [
  ...[
    'SELECT',
    'INSERT',
    'UPDATE',
    'DELETE',
    'CREATE',
    'DROP',
    'REFERENCES',
    'INDEX',
    'ALTER',
    'CREATE VIEW',
  ],
  ...['SHOW VIEW', 'TRIGGER', 'DELETE HISTORY'],
];

/**
 * What an account cannot see of a schema. Servers do not refuse: they leave out what may not be seen, so that
 * without this look at the grants a missing privilege would look like missing objects.
 */
export function findMissingGrants(
  grants: Grants,
  schemas: readonly string[],
  flavor: Flavor,
  account: string,
): readonly MissingGrant[] {
  const missing: MissingGrant[] = [];
  const grantee = account
    .split('@')
    .map((part) => `'${part.replaceAll("'", "''")}'`)
    .join('@');
  for (const schema of schemas) {
    const place = `\`${schema.replaceAll('`', '``')}\`.*`;
    const lacks = (
      privilege: string,
      facets: readonly SchemaFacet[],
      consequence: string,
      on = place,
    ): void => {
      missing.push({
        schema,
        privilege,
        facets,
        consequence,
        remedy: `GRANT ${privilege} ON ${on} TO ${grantee};`,
      });
    };
    if (!LISTING.some((privilege) => grants.holds(privilege, schema))) {
      lacks('SELECT', ['tables', 'views', 'sequences'], 'only tables with grants of their own are seen');
    }
    const seesViews =
      grants.holds('SHOW VIEW', schema) && (flavor.vendor === 'mysql' || grants.holds('SELECT', schema));
    if (!seesViews)
      lacks(grants.holds('SHOW VIEW', schema) ? 'SELECT' : 'SHOW VIEW', ['views'], 'views cannot be read');
    if (!grants.holds('TRIGGER', schema)) lacks('TRIGGER', ['triggers'], 'triggers are not seen');
    if (!grants.holds('EVENT', schema)) lacks('EVENT', ['events'], 'events are not seen');
    if (!seesRoutines(grants, schema, flavor)) {
      const whole = flavor.vendor === 'mysql' && isAtLeast(flavor, 8, 0, 20);
      if (whole) lacks('SHOW_ROUTINE', ['routines'], 'routines of other users are not seen', '*.*');
      else
        lacks(
          'SELECT',
          ['routines'],
          'routines of other users are not seen',
          flavor.vendor === 'mariadb' ? '`mysql`.`proc`' : '*.*',
        );
    }
  }
  return missing;
}

/** True when all routines are listed; their texts may still be withheld one by one. */
function seesRoutines(grants: Grants, schema: string, flavor: Flavor): boolean {
  if (['EXECUTE', 'ALTER ROUTINE', 'CREATE ROUTINE'].some((privilege) => grants.holds(privilege, schema)))
    return true;
  if (grants.holdsGlobally('SELECT')) return true;
  return flavor.vendor === 'mysql'
    ? grants.holdsGlobally('SHOW_ROUTINE')
    : grants.holdsOnTable('SELECT', 'mysql', 'proc') || grants.holds('SHOW CREATE ROUTINE', schema);
}

/** `shop: triggers are not seen, because app@% lacks TRIGGER there (MariaDB 10.11).` */
export function describeMissingGrant(missing: MissingGrant, flavor: Flavor, account: string): string {
  return `${missing.schema}: ${missing.consequence}, because ${account} lacks ${missing.privilege} (${describeFlavor(flavor)}).`;
}
