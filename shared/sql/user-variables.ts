import type { Evaluated } from './compare-values';
import { ExpressionEvaluator } from './evaluate-expression';
import { LocalVariables } from './local-variables';
import type { ModelDraft } from './model-draft';
import type { EvaluationScope } from './select-reader';
import { splitAtCommas } from './split-at-commas';
import type { Token } from './token';

/** What a SET changed of how the statements after it are read; what it did not speak of is left out. */
export interface ReadingSettings {
  /** The new sql_mode; empty for the server's own. */
  readonly mode?: string;
  /** True when a variable took the present sql_mode, to set it back later. */
  readonly savesMode?: true;
  /** The engine of tables that name none; null for the server's own. */
  readonly engine?: string | null;
  /** The time zone of the connection; null for the server's own. */
  readonly timeZone?: string | null;
}

/** Variables and prepared statements of a script, as far as they can be followed without a server. */
export class UserVariables {
  /** Those of the stored program that runs. */
  readonly locals = new LocalVariables();
  /** What stored functions answer; see EvaluationScope. */
  routine: EvaluationScope['routine'];
  private readonly values = new Map<string, Evaluated>();
  private readonly prepared = new Map<string, Evaluated>();
  private readonly scope: EvaluationScope;

  constructor(model: ModelDraft) {
    this.scope = {
      model,
      variable: (name) => {
        const key = name.toLowerCase();
        if (key.startsWith('@@')) return undefined;
        return this.values.has(key) ? this.values.get(key) : null;
      },
      assign: (name, value) => {
        this.values.set(name.toLowerCase(), value);
      },
      local: (name) => this.locals.find(name),
      routine: (name, values) => this.routine?.(name, values),
    };
  }

  /** The value of the expression between two positions; undefined when only a server could tell. */
  evaluate(tokens: readonly Token[], start: number, end: number): Evaluated {
    const evaluator = new ExpressionEvaluator(tokens, this.scope, start, end);
    const value = evaluator.evaluate();
    return evaluator.index < end ? undefined : value;
  }

  /** Gives a user variable a value. */
  assign(name: string, value: Evaluated): void {
    this.scope.assign(name, value);
  }

  /** Forgets what a statement may have set: SET, INTO, GET DIAGNOSTICS, PREPARE, and `:=` anywhere. */
  doubt(tokens: readonly Token[]): void {
    if (tokens[0]?.upper === 'PREPARE') this.prepared.delete(tokens[1]?.text.toLowerCase() ?? '');
    let isSet = tokens[0]?.upper === 'SET' || tokens[0]?.upper === 'GET';
    for (const [at, token] of tokens.entries()) {
      if (isSet || tokens[at + 1]?.upper === ':=') {
        if (token.kind === 'variable') this.values.set(token.text.toLowerCase(), undefined);
        else this.locals.assign(token.text, undefined);
      }
      isSet ||= isInto(token);
    }
  }

  /** Runs SET: assigns user variables, and answers what it sets to something that is known. */
  runSet(tokens: readonly Token[]): ReadingSettings {
    let settings: ReadingSettings = {};
    for (const [start, end] of splitAtCommas(tokens, 1, tokens.length)) {
      const assignment = readTarget(tokens, start, end);
      if (assignment === undefined) continue;
      const value = new ExpressionEvaluator(tokens, this.scope, assignment.value, end).evaluate();
      if (assignment.kind === 'system' && this.locals.assign(assignment.name, value)) continue;
      if (assignment.kind === 'user') {
        const kept = this.keepSetting(tokens, assignment.value, end, value);
        this.values.set(assignment.name.toLowerCase(), kept);
        if (kept === SAVED && /sql_mode$/i.test(tokens[assignment.value]?.text ?? ''))
          settings = { ...settings, savesMode: true };
      } else if (assignment.name === 'sql_mode') {
        const mode = this.newSetting(tokens, assignment.value, end, value);
        if (mode !== undefined) settings = { ...settings, mode };
      } else if (ENGINE_VARIABLES.has(assignment.name)) {
        const engine = this.newSetting(tokens, assignment.value, end, value);
        if (engine !== undefined) settings = { ...settings, engine: engine === '' ? null : engine };
      } else if (assignment.name === 'time_zone') {
        const zone = this.newSetting(tokens, assignment.value, end, value);
        if (zone !== undefined)
          settings = { ...settings, timeZone: zone === '' || /^system$/i.test(zone) ? null : zone };
      }
    }
    return settings;
  }

  /** `SET @old = @@sql_mode` is kept as a mark, so that setting it back restores the server's own. */
  private keepSetting(tokens: readonly Token[], start: number, end: number, value: Evaluated): Evaluated {
    const only = tokens[start];
    return end === start + 1 && only?.kind === 'variable' && isReadingVariable(only.text) ? SAVED : value;
  }

  private newSetting(
    tokens: readonly Token[],
    start: number,
    end: number,
    value: Evaluated,
  ): string | undefined {
    if (value === SAVED || value === null) return '';
    if (typeof value === 'string') return value;
    if (tokens[start]?.upper === 'DEFAULT') return '';
    // A bare word, `SET sql_mode = ANSI_QUOTES`, is read as its name.
    return end === start + 1 && tokens[start]?.kind === 'word' ? tokens[start].text : undefined;
  }

  /** Runs SELECT … INTO @a, @b. */
  runSelectInto(tokens: readonly Token[]): void {
    const into = tokens.findIndex((token, at) => isInto(token) && this.isTarget(tokens[at + 1]));
    if (into < 0) {
      if (tokens.some((token) => token.upper === ':=')) new ExpressionEvaluator(tokens, this.scope).select();
      return;
    }
    const targets: Token[] = [];
    let after = into + 1;
    for (; this.isTarget(tokens[after]) || tokens[after]?.upper === ','; after += 1) {
      const token = tokens[after];
      if (token !== undefined && this.isTarget(token)) targets.push(token);
    }
    // INTO may stand before FROM or at the end: without it both read alike.
    const select = [...tokens.slice(0, into), ...tokens.slice(after)];
    const values = new ExpressionEvaluator(select, this.scope).selectList();
    targets.forEach((target, at) => {
      if (target.kind === 'variable') this.assign(target.text, values?.[at]);
      else this.locals.assign(target.text, values?.[at]);
    });
  }

  private isTarget(token: Token | undefined): boolean {
    return token !== undefined && (token.kind === 'variable' || this.locals.find(token.text) !== undefined);
  }

  /** PREPARE name FROM 'text' | @variable. */
  prepare(tokens: readonly Token[]): void {
    const name = tokens[1];
    if (name === undefined || tokens[2]?.upper !== 'FROM') return;
    this.prepared.set(name.text.toLowerCase(), new ExpressionEvaluator(tokens, this.scope, 3).evaluate());
  }

  /** DEALLOCATE PREPARE name. */
  deallocate(tokens: readonly Token[]): void {
    const name = tokens[2];
    if (name !== undefined) this.prepared.delete(name.text.toLowerCase());
  }

  /** The text that EXECUTE name, or EXECUTE IMMEDIATE expression, runs; undefined when it cannot be told. */
  textToExecute(tokens: readonly Token[]): string | undefined {
    if (tokens[1]?.upper === 'IMMEDIATE') {
      const text = new ExpressionEvaluator(tokens, this.scope, 2).evaluate();
      return typeof text === 'string' ? text : undefined;
    }
    const text = this.prepared.get(tokens[1]?.text.toLowerCase() ?? '');
    return typeof text === 'string' ? text : undefined;
  }
}

const SAVED = '\0saved';

/** MySQL took the second away in 5.7, MariaDB still reads it (manuals, default_storage_engine). */
const ENGINE_VARIABLES: ReadonlySet<string> = new Set(['default_storage_engine', 'storage_engine']);

function isReadingVariable(variable: string): boolean {
  return /^@@(?:(?:session|global|local)\.)?(?:sql_mode|time_zone|(?:default_)?storage_engine)$/i.test(
    variable,
  );
}

interface Assignment {
  readonly kind: 'user' | 'system';
  readonly name: string;
  readonly value: number;
}

function readTarget(tokens: readonly Token[], start: number, end: number): Assignment | undefined {
  let at = start;
  while (
    ['SESSION', 'GLOBAL', 'LOCAL', 'PERSIST'].includes(tokens[at]?.upper ?? '') &&
    tokens[at + 1]?.kind === 'word'
  ) {
    // SET GLOBAL does not change this session.
    if (tokens[at]?.upper === 'GLOBAL' || tokens[at]?.upper === 'PERSIST') return undefined;
    at += 1;
  }
  const target = tokens[at];
  const sign = tokens[at + 1]?.upper;
  if (target === undefined || at + 1 >= end || (sign !== '=' && sign !== ':=')) return undefined;
  if (target.kind === 'variable') {
    if (!target.text.startsWith('@@')) return { kind: 'user', name: target.text, value: at + 2 };
    if (/^@@global\./i.test(target.text)) return undefined;
    return {
      kind: 'system',
      name: target.text.replace(/^@@(?:(?:session|local)\.)?/i, '').toLowerCase(),
      value: at + 2,
    };
  }
  return { kind: 'system', name: target.text.toLowerCase(), value: at + 2 };
}

function isInto(token: Token): boolean {
  return token.upper === 'INTO';
}
