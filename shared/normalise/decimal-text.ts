/** A number split into its sign, its digits and the place of its point: -1.50 is (true, '150', 2). */
interface Parts {
  readonly negative: boolean;
  readonly digits: string;
  readonly scale: number;
}

const LARGEST_EXPONENT = 400;

function parseNumber(text: string): Parts | undefined {
  const match = /^\s*([+-]?)\s*(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?\s*$/i.exec(text.slice(0, 500));
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || text.length > 500 || whole + fraction === '') return undefined;
  const exponent = Number(match[4] ?? '0');
  if (Math.abs(exponent) > LARGEST_EXPONENT) return undefined;
  let digits = whole + fraction;
  let scale = fraction.length - exponent;
  if (scale < 0) {
    digits += '0'.repeat(-scale);
    scale = 0;
  }
  return { negative: match[1] === '-', digits, scale };
}

/**
 * A number as DECIMAL(…, scale) stores it: rounded half away from zero, with exactly `scale` digits behind
 * the point, no leading zeros, no negative zero. Undefined for what is no number.
 */
export function toDecimalText(text: string, scale: number): string | undefined {
  const parts = parseNumber(text);
  if (!parts || scale > 100) return undefined;
  let value = BigInt(parts.digits);
  if (parts.scale > scale) {
    const divisor = 10n ** BigInt(parts.scale - scale);
    const half = divisor / 2n;
    value = (value + half) / divisor;
  } else {
    value *= 10n ** BigInt(scale - parts.scale);
  }
  const sign = parts.negative && value !== 0n ? '-' : '';
  const digits = value.toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/**
 * A number as FLOAT (6 significant digits) or DOUBLE shows it, in a form that is equal for equal stored
 * values; not the servers' own spelling of it. Undefined for what is no number.
 */
export function toFloatText(text: string, single: boolean): string | undefined {
  const trimmed = text.trim();
  if (!parseNumber(trimmed)) return undefined;
  const value = Number(trimmed.replace(/^([+-])\s+/, '$1'));
  if (!Number.isFinite(value)) return undefined;
  const shown = single ? Number(value.toPrecision(6)) : value;
  return String(shown === 0 ? 0 : shown);
}
