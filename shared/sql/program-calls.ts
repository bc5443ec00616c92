import type { Routine } from '../model';
import type { Evaluated } from './compare-values';
import { isTrue } from './compare-values';
import type { ModelDraft } from './model-draft';
import { ProgramRunner } from './program-runner';
import type { ProgramHost } from './program-runner';
import { splitAtCommas } from './split-at-commas';
import { DDL_WORDS } from './statement-kinds';
import type { Token } from './token';
import type { UserVariables } from './user-variables';

/** What a program is run in: the script that calls it. */
export interface Caller {
  /** Runs one statement. `text` is the one that the positions of its tokens count in; undefined for the script's. */
  readonly run: (tokens: readonly Token[], text: string | undefined) => void;
  /** Notes that what a statement is about is no longer certain. */
  readonly doubt: (tokens: readonly Token[]) => void;
  /** Notes that anything may have been done. */
  readonly noteUnread: () => void;
  readonly report: (severity: 'info' | 'warning', code: string, message: string) => void;
  /** How many programs and texts are under way. */
  readonly depth: number;
}

/** How deep programs may call each other. */
const MAX_DEPTH = 32;
/** Statements and conditions of programs that are followed in one session: programs that call each other twice would never end. */
const MAX_STEPS = 10_000;

/**
 * Runs the procedures that a script calls, and MariaDB's blocks outside programs: migrations guard their DDL with them. What
 * depends on data, on loops or on errors is doubt about what it concerns, never a guess.
 */
export class ProgramCalls {
  private steps = 0;
  private readonly tokensOf = new WeakMap<Routine, readonly Token[]>();

  constructor(
    private readonly model: ModelDraft,
    /** Tokens of a program's text, which was written under a mode. */
    private readonly tokenize: (text: string, sqlMode: string | undefined) => readonly Token[],
    private readonly variables: UserVariables,
  ) {
    variables.routine = (name, values) => this.functionValue(name, values);
  }

  /** CALL name(arguments). */
  call(tokens: readonly Token[], caller: Caller): void {
    const { schema: stated, name, end: first } = readCalled(tokens);
    const schema = this.model.findSchema(stated ?? this.model.current);
    const routine = schema?.procedures.get(name);
    if (routine === undefined) {
      caller.report(
        'info',
        'sql-call-unknown',
        `What the procedure ${name} does is not in what was read; tables that it makes or changes are not known.`,
      );
      return;
    }
    if (caller.depth >= MAX_DEPTH || this.steps > MAX_STEPS || !isSql(routine)) {
      this.giveUp(name, caller);
      return;
    }
    const last = tokens.findLastIndex(({ upper }) => upper === ')');
    const given = tokens[first]?.upper === '(' ? splitAtCommas(tokens, first + 1, last) : [];
    const parameters = this.parametersOf(routine);
    const values = parameters.map(({ isOut }, at): Evaluated => {
      const [start, end] = given[at] ?? [0, 0];
      return isOut || start === end ? null : this.variables.evaluate(tokens, start, end);
    });
    this.variables.locals.begin(new Map(parameters.map(({ name }, at) => [name, values[at]])));
    // A program's unqualified names live where it lives, wherever it is called from.
    const before = this.model.current;
    this.model.current = schema?.name ?? before;
    this.runBody(this.bodyOf(routine), routine, caller);
    this.model.current = before;
    const results = parameters.map(({ name }) => this.variables.locals.find(name)?.value);
    this.variables.locals.end();
    parameters.forEach(({ goesBack }, at) => {
      const target = tokens[given[at]?.[0] ?? -1];
      if (!goesBack || target === undefined) return;
      if (target.kind === 'variable') this.variables.assign(target.text, results[at]);
      else this.variables.locals.assign(target.text, results[at]);
    });
  }

  /** What a function of the model answers, as guards ask whether something is there. It changes no schema. */
  private functionValue(name: string, values: readonly Evaluated[]): { value: Evaluated } | undefined {
    const routine = this.model.findSchema(this.model.current)?.functions.get(name);
    if (routine === undefined) return undefined;
    const { locals } = this.variables;
    let value: Evaluated;
    if (locals.depth >= MAX_DEPTH || !isSql(routine)) return { value };
    const parameters = this.parametersOf(routine);
    locals.begin(new Map(parameters.map((parameter, at) => [parameter.name, values[at]])));
    const forget = (part: readonly Token[]): void => {
      this.variables.doubt(part);
    };
    const runner = new ProgramRunner(this.bodyOf(routine), {
      ...this.flow(),
      run: (part) => {
        const first = this.take() ? part[0]?.upper : undefined;
        if (first === 'SET') this.variables.runSet(part);
        else if (first === 'SELECT') this.variables.runSelectInto(part);
        else forget(part);
      },
      doubt: forget,
      returns: (all, start, end) => {
        value = this.variables.evaluate(all, start, end);
      },
    });
    runner.run();
    locals.end();
    return { value };
  }

  /** Counts a step; false when there were too many. */
  private take(): boolean {
    this.steps += 1;
    return this.steps <= MAX_STEPS;
  }

  /** How conditions and variables are followed. */
  private flow(): Pick<ProgramHost, 'holds' | 'declare' | 'enter' | 'leave'> {
    const { locals } = this.variables;
    return {
      holds: (tokens, start, end) =>
        this.take() ? isTrue(this.variables.evaluate(tokens, start, end)) : undefined,
      declare: (names, tokens, start, end) => {
        const value = start === end ? null : this.variables.evaluate(tokens, start, end);
        for (const name of names) locals.declare(name, value);
      },
      enter: () => {
        locals.enterBlock();
      },
      leave: () => {
        locals.leaveBlock();
      },
    };
  }

  private parametersOf({ parameters, sqlMode }: Routine): readonly Parameter[] {
    return readParameters(this.tokenize(parameters, sqlMode));
  }

  private bodyOf(routine: Routine): readonly Token[] {
    const known = this.tokensOf.get(routine);
    if (known !== undefined) return known;
    const tokens = this.tokenize(routine.body, routine.sqlMode);
    this.tokensOf.set(routine, tokens);
    return tokens;
  }

  /** BEGIN NOT ATOMIC … END, which MariaDB takes outside programs. */
  block(tokens: readonly Token[], caller: Caller): void {
    this.variables.locals.begin(new Map());
    this.runBody(tokens, undefined, caller);
    this.variables.locals.end();
  }

  private runBody(tokens: readonly Token[], routine: Routine | undefined, caller: Caller): void {
    let isTold = false;
    const doubt = (part: readonly Token[]): void => {
      this.variables.doubt(part);
      const first = part[0]?.upper ?? '';
      if (first === 'EXECUTE' || first === 'CALL') caller.noteUnread();
      else if (DDL_WORDS.has(first)) caller.doubt(part);
      else return;
      if (isTold) return;
      isTold = true;
      caller.report(
        'warning',
        'sql-program-unknown',
        `${routine === undefined ? 'This block' : `The procedure ${routine.name}`} decides what it changes in a way that only a server can follow; what it may change is not known.`,
      );
    };
    const runner = new ProgramRunner(tokens, {
      ...this.flow(),
      run: (part) => {
        if (this.take()) caller.run(part, routine?.body);
        else doubt(part);
      },
      doubt,
    });
    if (!runner.run()) this.giveUp(routine?.name ?? 'BEGIN', caller);
  }

  private giveUp(name: string, caller: Caller): void {
    caller.report(
      'warning',
      'sql-program-unknown',
      `What ${name} does here can only be followed by a server; what it may change is not known.`,
    );
    caller.noteUnread();
  }
}

/** The procedure that a CALL names, and the position behind its name. */
export function readCalled(tokens: readonly Token[]): {
  readonly schema?: string;
  readonly name: string;
  readonly end: number;
} {
  if (tokens[2]?.upper !== '.') return { name: tokens[1]?.text ?? '', end: 2 };
  return { schema: tokens[1]?.text ?? '', name: tokens[3]?.text ?? '', end: 4 };
}

function isSql({ language }: Routine): boolean {
  return (language ?? 'sql').toLowerCase() === 'sql';
}

interface Parameter {
  readonly name: string;
  /** It begins as NULL. */
  readonly isOut: boolean;
  /** Its last value goes to the caller's variable. */
  readonly goesBack: boolean;
}

function readParameters(tokens: readonly Token[]): readonly Parameter[] {
  return splitAtCommas(tokens, 0, tokens.length).map(([start]) => {
    const way = tokens[start]?.upper ?? '';
    const hasWay = way === 'IN' || way === 'OUT' || way === 'INOUT';
    return {
      name: tokens[hasWay ? start + 1 : start]?.text ?? '',
      isOut: way === 'OUT',
      goesBack: way === 'OUT' || way === 'INOUT',
    };
  });
}
