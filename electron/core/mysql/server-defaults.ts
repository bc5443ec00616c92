import type { SchemaModel } from '../../../shared/model';
import { textOf } from './row';
import type { QueryOptions, ServerConnection } from './server-connection';

const VARIABLES = [
  'character_set_server',
  'collation_server',
  'sql_mode',
  'innodb_default_row_format',
  'default_storage_engine',
  'explicit_defaults_for_timestamp',
  'character_set_collations',
  'lower_case_table_names',
  'time_zone',
  'system_time_zone',
];

/** What the server's settings give to what a schema leaves unsaid; variables that it does not have are left out. */
export async function readServerDefaults(
  connection: ServerConnection,
  options: QueryOptions = {},
): Promise<Pick<SchemaModel, 'server' | 'lowerCaseTableNames'>> {
  const rows = await connection.query(
    `SHOW GLOBAL VARIABLES WHERE Variable_name IN (${VARIABLES.map((name) => `'${name}'`).join(', ')})`,
    [],
    options,
  );
  const values = new Map(rows.map((row) => [textOf(row, 'Variable_name'), textOf(row, 'Value')]));
  const lowerCase = values.get('lower_case_table_names');
  const set = (name: string, variable: string): Record<string, string> => {
    const value = values.get(variable);
    return value === undefined ? {} : { [name]: value };
  };
  return {
    ...(lowerCase === '0' || lowerCase === '1' || lowerCase === '2'
      ? { lowerCaseTableNames: lowerCase === '0' ? 0 : lowerCase === '1' ? 1 : 2 }
      : {}),
    server: {
      ...set('characterSet', 'character_set_server'),
      ...set('collation', 'collation_server'),
      ...set('sqlMode', 'sql_mode'),
      ...set('defaultRowFormat', 'innodb_default_row_format'),
      ...set('defaultEngine', 'default_storage_engine'),
      ...set('characterSetCollations', 'character_set_collations'),
      ...set('timeZone', values.get('time_zone') === 'SYSTEM' ? 'system_time_zone' : 'time_zone'),
      ...(values.has('explicit_defaults_for_timestamp')
        ? { explicitDefaultsForTimestamp: values.get('explicit_defaults_for_timestamp') === 'ON' }
        : {}),
    },
  };
}
