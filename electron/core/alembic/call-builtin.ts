import type { FileOrigin } from '../../../shared/model';
import { displayText } from './format-text';
import type { PythonValue } from './python-value';

/** A call of one of Python’s own functions, by its name; undefined where the file means something else by it. */
export function callBuiltin(
  callee: PythonValue,
  positional: readonly PythonValue[],
  origin: FileOrigin,
  name: string,
): PythonValue | undefined {
  if (callee.kind !== 'unknown') return undefined;
  const [first, second] = positional;
  switch (name) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'sorted':
    case 'frozenset':
      if (first === undefined) return { kind: 'list', items: [] };
      return first.kind === 'list' || first.kind === 'names' ? first : undefined;
    case 'str':
      return first !== undefined && displayText(first) !== undefined
        ? { kind: 'string', value: displayText(first) ?? '' }
        : undefined;
    case 'len':
      return first?.kind === 'list' ? { kind: 'number', text: String(first.items.length) } : undefined;
    case 'dict':
      return first?.kind === 'dict' ? first : undefined;
    case 'range': {
      const numbers = positional.map((each) => (each.kind === 'number' ? Number(each.text) : Number.NaN));
      const [from, to, step] =
        numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
      if (![from, to, step].every(Number.isInteger) || step === 0 || Math.abs((to - from) / step) > 10_000)
        return undefined;
      const items: PythonValue[] = [];
      for (let each = from; step > 0 ? each < to : each > to; each += step)
        items.push({ kind: 'number', text: String(each) });
      return { kind: 'list', items };
    }
    case 'enumerate':
      return first?.kind === 'list'
        ? {
            kind: 'list',
            items: first.items.map((item, index) => ({
              kind: 'list',
              items: [{ kind: 'number', text: String(index) }, item],
            })),
          }
        : undefined;
    case 'zip':
      return first?.kind === 'list' && second?.kind === 'list'
        ? {
            kind: 'list',
            items: first.items.slice(0, second.items.length).map((item, index) => ({
              kind: 'list',
              items: [item, second.items[index] ?? { kind: 'none' }],
            })),
          }
        : undefined;
    default:
      return { kind: 'unknown', origin };
  }
}
