/** Who made the server. */
export type Vendor = 'mysql' | 'mariadb';

/** Vendor and version of a server, real or assumed. `version` is [major, minor, patch]. */
export interface Flavor {
  readonly vendor: Vendor;
  readonly version: readonly [number, number, number];
}

/**
 * Reads `mysql:9.7`, `mariadb:10.11.19`, or what `SELECT VERSION()` answers
 * (`10.11.19-MariaDB-0+deb12u1`, `9.7.4-0ubuntu`). Answers undefined for anything else.
 */
export function parseFlavor(text: string): Flavor | undefined {
  const named = /^(mysql|mariadb)[:\s-]*(\d+)(?:\.(\d+))?(?:\.(\d+))?$/i.exec(text.trim());
  if (named) {
    return {
      vendor: named[1]?.toLowerCase() === 'mariadb' ? 'mariadb' : 'mysql',
      version: [Number(named[2]), Number(named[3] ?? 0), Number(named[4] ?? 0)],
    };
  }
  // Old MariaDB servers put a fake 5.5.5- before their version so that MySQL replicas accept them.
  const server = /^(?:5\.5\.5-)?(\d+)\.(\d+)\.(\d+)(.*)$/.exec(text.trim());
  if (!server) return undefined;
  return {
    vendor: /mariadb/i.test(server[4] ?? '') ? 'mariadb' : 'mysql',
    version: [Number(server[1]), Number(server[2]), Number(server[3])],
  };
}

/** `mariadb:10.11.19`: the form that parseFlavor and the command line read. */
export function formatFlavor(flavor: Flavor): string {
  return `${flavor.vendor}:${flavor.version.join('.')}`;
}

/** `MariaDB 10.11`: for people. */
export function describeFlavor(flavor: Flavor): string {
  const [major, minor] = flavor.version;
  return `${flavor.vendor === 'mariadb' ? 'MariaDB' : 'MySQL'} ${String(major)}.${String(minor)}`;
}

/** True when the flavor's version is at least `major.minor.patch`; says nothing about the vendor. */
export function isAtLeast(flavor: Flavor, major: number, minor = 0, patch = 0): boolean {
  const [a, b, c] = flavor.version;
  if (a !== major) return a > major;
  if (b !== minor) return b > minor;
  return c >= patch;
}
