import { stringValue } from './python-value';
import type { PythonValue } from './python-value';

/** A repeated or joined text may not grow past this. */
export const LONGEST_TEXT = 2_000_000;

/** What Python prints of a value; undefined where that is not known. */
export function displayText(value: PythonValue): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'number') return value.text;
  if (value.kind === 'boolean') return value.value ? 'True' : 'False';
  return value.kind === 'none' ? 'None' : undefined;
}

/** `'{} {name}'.format(…)`; undefined when a value is not known, or the text grows too long. */
export function formatText(
  text: string,
  positional: readonly PythonValue[],
  named: ReadonlyMap<string, PythonValue>,
): PythonValue | undefined {
  let position = 0;
  const missing: string[] = [];
  const value = text.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (whole: string, field?: string) => {
    if (field === undefined) return whole === '{{' ? '{' : '}';
    const given =
      field === ''
        ? positional[position++]
        : /^\d+$/.test(field)
          ? positional[Number(field)]
          : named.get(field);
    const display = given === undefined ? undefined : displayText(given);
    if (display === undefined) missing.push(whole);
    return display ?? '';
  });
  return missing.length > 0 || value.length > LONGEST_TEXT ? undefined : { kind: 'string', value };
}

/** `'%s %(name)s' % …`; undefined when a value is not known. */
export function percentFormat(text: string, value: PythonValue): PythonValue | undefined {
  const items = value.kind === 'list' ? value.items : [value];
  let position = 0;
  const missing: string[] = [];
  const result = text.replace(/%(?:%|s|d|\((\w+)\)s)/g, (whole: string, key?: string) => {
    if (whole === '%%') return '%';
    const given =
      key !== undefined && value.kind === 'dict'
        ? value.entries.find(([each]) => stringValue(each) === key)?.[1]
        : items[position++];
    const display = given === undefined ? undefined : displayText(given);
    if (display === undefined) missing.push(whole);
    return display ?? '';
  });
  return missing.length > 0 ? undefined : { kind: 'string', value: result };
}
