import pc from 'picocolors';
import type { DriftStatus } from '../../../shared/drift/difference';

/** Colours and symbols for text output. */
export interface Style {
  readonly color: boolean;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** The sign of a drift status: colour and shape. */
  readonly sign: (status: DriftStatus) => string;
  /** A text in the colour of a drift status. */
  readonly tint: (status: DriftStatus, text: string) => string;
  /** Between two texts of a list: `·`. */
  readonly dot: string;
}

const SIGNS: Readonly<Record<DriftStatus, string>> = {
  equal: '·',
  equivalent: '≈',
  different: '◆',
  missing: '□',
  extra: '+',
  unknown: '◌',
};

const PLAIN_SIGNS: Readonly<Record<DriftStatus, string>> = {
  equal: '.',
  equivalent: '~',
  different: '*',
  missing: '-',
  extra: '+',
  unknown: '?',
};

/** `unicode` false keeps to ASCII for the program's own signs. */
export function makeStyle(options: { readonly color: boolean; readonly unicode: boolean }): Style {
  const colors = pc.createColors(options.color);
  const tints: Readonly<Record<DriftStatus, (text: string) => string>> = {
    equal: colors.green,
    equivalent: colors.cyan,
    different: colors.yellow,
    missing: colors.red,
    extra: colors.magenta,
    unknown: colors.dim,
  };
  const signs = options.unicode ? SIGNS : PLAIN_SIGNS;
  return {
    color: options.color,
    bold: colors.bold,
    dim: colors.dim,
    tint: (status, text) => tints[status](text),
    sign: (status) => tints[status](signs[status]),
    dot: options.unicode ? '·' : '-',
  };
}

/** True when the terminal or pipe is said to take UTF-8. */
export function takesUnicode(env: NodeJS.ProcessEnv, platform: string): boolean {
  if (platform === 'win32') return env['WT_SESSION'] !== undefined || env['TERM_PROGRAM'] === 'vscode';
  const locale = env['LC_ALL'] ?? env['LC_CTYPE'] ?? env['LANG'] ?? '';
  // Without any locale it is a pipe of some job: the files it ends up in are UTF-8 today.
  return locale === '' || /utf-?8/i.test(locale);
}

/** Colours only on a terminal; NO_COLOR and FORCE_COLOR as everybody reads them. */
export function takesColor(env: NodeJS.ProcessEnv, terminal: boolean): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return terminal && env['TERM'] !== 'dumb';
}
