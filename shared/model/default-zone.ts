import type { DefaultValue } from './column';

/** The time zone in which a default is meant, where that is not the server's own. */
export function zoneOfDefault(value: DefaultValue | undefined): string | undefined {
  return value !== undefined && 'zone' in value ? value.zone : undefined;
}
