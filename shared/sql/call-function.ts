import { compareValues, isTrue } from './compare-values';
import type { Evaluated } from './compare-values';
import { NAMELESS_SCHEMA } from './information-schema';
import type { ModelDraft } from './model-draft';

/** What a function of one row answers, by its name in upper case; undefined where only a server could tell. */
export function callFunction(name: string, values: readonly Evaluated[], model: ModelDraft): Evaluated {
  const [first, second, third] = values;
  switch (name) {
    case 'CONCAT':
      return joinTexts(values);
    case 'CONCAT_WS':
      return typeof first === 'string'
        ? joinTexts(values.slice(1).flatMap((value, at) => (at === 0 ? [value] : [first, value])))
        : undefined;
    case 'IF': {
      const truth = isTrue(first);
      return truth === undefined ? undefined : truth ? second : third;
    }
    case 'IFNULL':
      return first === null ? second : first;
    case 'COALESCE':
      for (const value of values) if (value !== null) return value;
      return null;
    case 'NULLIF': {
      const same = compareValues(model, '=', first, second);
      return same === undefined ? undefined : same === 1 ? null : first;
    }
    case 'DATABASE':
    case 'SCHEMA':
      return model.current === '' ? NAMELESS_SCHEMA : model.current;
    case 'LOWER':
    case 'LCASE':
      return typeof first === 'string' ? first.toLowerCase() : first;
    case 'UPPER':
    case 'UCASE':
      return typeof first === 'string' ? first.toUpperCase() : first;
    case 'REPLACE':
      return typeof first === 'string' &&
        typeof second === 'string' &&
        second !== '' &&
        typeof third === 'string'
        ? first.replaceAll(second, third)
        : undefined;
    case 'ISNULL':
      return first === undefined ? undefined : first === null ? 1 : 0;
    default:
      return undefined;
  }
}

/** Texts longer than this are not DDL; a script that doubles a variable again and again stops here. */
const MAX_TEXT = 1_000_000;

function joinTexts(values: readonly Evaluated[]): Evaluated {
  let length = 0;
  for (const value of values) {
    if (value === undefined) return undefined;
    if (value === null) return null;
    // The nameless schema has no name to write.
    if (value === NAMELESS_SCHEMA) return undefined;
    length += String(value).length;
  }
  return length > MAX_TEXT ? undefined : values.map(String).join('');
}
