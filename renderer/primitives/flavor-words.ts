/** `MariaDB 10.11` for `mariadb:10.11.19`; what is no flavor is said as it is. */
export function sayFlavor(flavor: string): string {
  const [vendor, version] = flavor.split(':');
  if (version === undefined) return flavor;
  return `${vendor === 'mariadb' ? 'MariaDB' : 'MySQL'} ${version.split('.').slice(0, 2).join('.')}`;
}
