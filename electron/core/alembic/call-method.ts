import { formatText, LONGEST_TEXT } from './format-text';
import { stringValue } from './python-value';
import type { PythonValue } from './python-value';

/** Methods of texts, lists and dictionaries, and what an inspector answers. */
export function callMethod(
  target: PythonValue,
  name: string,
  positional: readonly PythonValue[],
  named: ReadonlyMap<string, PythonValue>,
): PythonValue | undefined {
  const first = positional[0];
  if (target.kind === 'string') {
    const text = (value: string): PythonValue => ({ kind: 'string', value });
    if (name === 'strip') return text(target.value.trim());
    if (name === 'lower') return text(target.value.toLowerCase());
    if (name === 'upper') return text(target.value.toUpperCase());
    if (name === 'split' && stringValue(first) !== undefined) {
      return { kind: 'list', items: target.value.split(stringValue(first) ?? '').map(text) };
    }
    if (name === 'join' && first?.kind === 'list') {
      const parts = first.items.map(stringValue);
      return parts.includes(undefined) ? undefined : text(parts.join(target.value).slice(0, LONGEST_TEXT));
    }
    if (name === 'format') return formatText(target.value, positional, named);
    return undefined;
  }
  if (target.kind === 'dict') {
    if (name === 'items')
      return {
        kind: 'list',
        items: target.entries.map(([key, value]) => ({ kind: 'list', items: [key, value] })),
      };
    if (name === 'keys') return { kind: 'list', items: target.entries.map(([key]) => key) };
    if (name === 'values') return { kind: 'list', items: target.entries.map(([, value]) => value) };
    return undefined;
  }
  return askInspector(name, stringValue(first ?? named.get('table_name')));
}

/** sqlalchemy.inspect(bind).get_table_names() and its like; on whatever object, the names say enough. */
function askInspector(name: string, table: string | undefined): PythonValue | undefined {
  if (name === 'get_table_names') return { kind: 'names', of: 'table' };
  if (table === undefined) return undefined;
  if (name === 'has_table') return { kind: 'condition', condition: { kind: 'has-table', table } };
  if (name === 'get_columns') return { kind: 'names', of: 'column', table };
  if (/^get_(?:indexes|foreign_keys|unique_constraints|check_constraints)$/.test(name))
    return { kind: 'names', of: 'named', table };
  return undefined;
}
