import type { FileOrigin, Flavor, Origin } from '../model';
import { applyStatement } from './apply-statement';
import type { ConnectionState } from './connection-state';
import type { Execution } from './execution';
import { findStatementBehind } from './find-statement-behind';
import { findSubject } from './find-subject';
import { LineIndex } from './line-index';
import type { ModelDraft } from './model-draft';
import { parseStatement } from './parse-statement';
import { ProgramCalls } from './program-calls';
import type { Caller } from './program-calls';
import { RenameComments } from './rename-comments';
import type { Script, ScriptLog } from './script-log';
import { parseSqlMode } from './sql-mode';
import { DDL_WORDS, isDdlKind, kindOf, MADE_BY } from './statement-kinds';
import type { StatementNode } from './statement-node';
import { findEffects } from './statement-summary';
import type { Token } from './token';
import { shorten, SyntaxFault, TokenReader } from './token-reader';
import { tokenize } from './tokenize';
import { UserVariables } from './user-variables';

/** How deep PREPARE may nest in PREPARE. */
const MAX_DEPTH = 32;
/** Strong starts of statements, at which reading goes on after text that is not understood. */
const RESTARTS = new Set(['CREATE', 'ALTER', 'DROP', 'RENAME', 'TRUNCATE', 'USE', 'INSERT']);

/** What statements are executed for. */
export interface ExecutorOptions {
  /** The server that the script is for. */
  readonly flavor?: Flavor | undefined;
  /** The server of the model that the first statement finds. */
  readonly baseFlavor?: Flavor | undefined;
}

/** Executes single statements on a model, and those that they carry in strings and programs. Never throws for what they say. */
export class StatementExecutor {
  private readonly variables: UserVariables;
  private readonly programs: ProgramCalls;

  constructor(
    private readonly options: ExecutorOptions,
    private readonly draft: ModelDraft,
    private readonly connection: ConnectionState,
    private readonly log: ScriptLog,
  ) {
    this.variables = new UserVariables(draft);
    this.programs = new ProgramCalls(
      draft,
      (text, sqlMode) =>
        tokenize(text, {
          mode: sqlMode === undefined ? this.connection.mode : parseSqlMode(sqlMode),
          flavor: this.options.flavor,
        }),
      this.variables,
    );
  }

  /** Parses and executes the tokens of one statement, which ends at `end`; goes on behind what is not understood. */
  run(script: Script, tokens: readonly Token[], end: number, mayRestart: boolean): void {
    const first = tokens[0];
    if (first === undefined) return;
    const behind = findStatementBehind(tokens);
    if (behind > 0) {
      this.run(script, tokens.slice(behind), end, mayRestart);
      return;
    }
    const reader = new TokenReader(tokens, {
      ...script.context,
      mode: this.connection.mode,
      timeZone: this.connection.timeZone,
      modeIsOwn: this.connection.modeIsOwn,
    });
    const span = { start: first.start, end };
    const origin = this.log.place(script, first.start);
    let parsed: { kind: string; node: StatementNode } | undefined;
    let fault: SyntaxFault | undefined;
    try {
      parsed = parseStatement(reader);
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      fault = error;
    }
    const restart =
      mayRestart && (fault !== undefined || !reader.atEnd)
        ? this.findRestart(script, tokens, fault === undefined ? reader.index : 1)
        : -1;
    if (parsed !== undefined && !reader.atEnd && restart !== reader.index)
      fault = reader.fault('the statement should have ended');
    this.log.diagnostics.push(...reader.diagnostics);
    const broken = reader.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
    const kind = parsed?.kind ?? kindOf(tokens);
    if (fault !== undefined) this.reportFault(script, tokens, fault, restart);
    else if (restart > 0)
      this.log.report(
        'error',
        'sql-missing-delimiter',
        'A delimiter is missing before this statement; servers refuse both.',
        this.log.place(script, tokens[restart]?.start ?? end),
      );
    if (reader.mixesVendors)
      this.log.report(
        'warning',
        'sql-mixed-vendors',
        'The statement mixes syntax of MySQL with syntax of MariaDB; no server runs it.',
        origin,
      );
    const onlyFor = reader.onlyFor;
    const node =
      parsed !== undefined &&
      (fault === undefined || parsed.node.kind === 'create table' || parsed.node.kind === 'alter table')
        ? parsed.node
        : undefined;
    this.log.summarise(script, span, kind, fault === undefined && !broken, {
      ...(onlyFor === undefined ? {} : { onlyFor }),
      isDdl: isDdlKind(kind),
      ...(node === undefined ? {} : { effects: findEffects(node, this.draft.current) }),
    });
    this.reportVendor(onlyFor, kind, origin);
    if (node !== undefined) applyStatement(this.execution(origin), node);
    this.connection.pass(kind);
    if (node?.kind === 'ignored') this.runIgnored(script, tokens, kind, origin);
    const isPartial = reader.diagnostics.some(({ code }) => code === 'sql-not-understood');
    if (fault !== undefined || isPartial)
      this.noteDoubt(restart > 0 ? tokens.slice(0, restart) : tokens, origin, fault === undefined);
    if (restart > 0) this.runRest(script, tokens, restart, end);
  }

  /** What a statement was about that is not wholly understood: of that, the model is no longer certain. */
  private noteDoubt(tokens: readonly Token[], origin: FileOrigin, isPartial: boolean): void {
    const kind = kindOf(tokens);
    const subject = findSubject(tokens);
    if (subject === undefined) {
      const makes = MADE_BY.get(kind.split(' ')[1] ?? '');
      const isDdl = DDL_WORDS.has(tokens[0]?.upper ?? '') && !kind.endsWith(' INDEX');
      if (isDdl) this.draft.noteUnread({ origin, kind: 'text', ...(makes === undefined ? {} : { makes }) });
      return;
    }
    const table = this.draft.table(subject);
    if (table === undefined) {
      if (subject.kind === 'create')
        this.draft.noteUnread({ origin, kind: 'text', makes: 'table', name: subject.name });
      else this.draft.schemaOf(subject).presume(subject.name, origin);
    } else if (subject.kind !== 'create' || table.origin === origin) {
      table.doubt({ origin, extent: subject.kind === 'create' && isPartial ? 'part' : 'any' });
    }
  }

  private reportVendor(onlyFor: string | undefined, kind: string, origin: FileOrigin): void {
    const { flavor } = this.options;
    if (onlyFor === undefined || flavor === undefined || flavor.vendor === onlyFor) return;
    this.log.report(
      'warning',
      'sql-other-vendor',
      `This ${kind} uses syntax that only ${onlyFor === 'mariadb' ? 'MariaDB' : 'MySQL'} reads; it was read all the same.`,
      origin,
    );
  }

  private reportFault(script: Script, tokens: readonly Token[], fault: SyntaxFault, restart: number): void {
    const start = tokens[0]?.start ?? 0;
    const last = (restart > 0 ? tokens[restart - 1] : tokens.at(-1)) ?? tokens[0];
    const text = shorten(script.context.text.slice(start, Math.min(last?.end ?? start, start + 400)), 100);
    const at = script.context.fixedOrigin ?? this.log.place(script, fault.at);
    this.log.diagnostics.push({
      severity: 'error',
      code: 'sql-not-understood',
      message: `Not understood: ${text} (${fault.message})`,
      location: at,
      related: this.log.place(script, start),
    });
  }

  /** Runs what follows broken text, cut at every start of a statement, so that each is looked at once. */
  private runRest(script: Script, tokens: readonly Token[], from: number, end: number): void {
    for (let start = from; start > 0;) {
      const next = this.findRestart(script, tokens, start + 1);
      const part = tokens.slice(start, next < 0 ? tokens.length : next);
      this.run(script, part, next < 0 ? end : (part.at(-1)?.end ?? end), false);
      start = next;
    }
  }

  /** The next token that starts a line and a statement. */
  private findRestart(script: Script, tokens: readonly Token[], from: number): number {
    for (let at = Math.max(from, 1); at < tokens.length; at += 1) {
      const token = tokens[at];
      const before = tokens[at - 1];
      if (token === undefined || before === undefined || !RESTARTS.has(token.upper)) continue;
      const next = tokens[at + 1];
      if (next === undefined || (next.kind !== 'word' && next.kind !== 'quoted')) continue;
      if (
        STATEMENT_SECONDS.has(next.upper) &&
        script.context.text.slice(before.end, token.start).includes('\n')
      )
        return at;
    }
    return -1;
  }

  private execution(origin: FileOrigin): Execution {
    return {
      model: this.draft,
      origin,
      vendor: this.options.flavor?.vendor ?? this.options.baseFlavor?.vendor,
      report: (severity, code, message, more = {}) => {
        const at: Origin = more.at ?? origin;
        this.log.diagnostics.push({
          severity,
          code,
          message,
          location: at.kind === 'file' ? at : origin,
          ...(more.related?.kind === 'file' ? { related: more.related } : {}),
          ...(more.hint === undefined ? {} : { hint: more.hint }),
        });
      },
    };
  }

  /** SET, SELECT … INTO, PREPARE and EXECUTE: they may carry DDL in strings; CALL and blocks, in a program. */
  private runIgnored(script: Script, tokens: readonly Token[], kind: string, origin: FileOrigin): void {
    if (kind === 'SET') {
      const settings = this.variables.runSet(tokens);
      this.connection.set(settings);
      if (settings.engine !== undefined) this.draft.defaultEngine = settings.engine ?? undefined;
    } else if (kind === 'SELECT') {
      this.variables.runSelectInto(tokens);
    } else if (kind === 'PREPARE') {
      this.variables.prepare(tokens);
    } else if (kind === 'DEALLOCATE') {
      this.variables.deallocate(tokens);
    } else if (kind === 'EXECUTE') {
      this.runExecute(script, tokens, origin);
    } else if (kind === 'CALL') {
      this.programs.call(tokens, this.callerAt(script, origin));
    } else if (kind === 'BEGIN' && tokens[1]?.upper === 'NOT') {
      this.programs.block(tokens, this.callerAt(script, origin));
    }
  }

  private callerAt(script: Script, origin: FileOrigin): Caller {
    let body: Script | undefined;
    const runPart = (tokens: readonly Token[], text: string | undefined): void => {
      // A caller runs one program: all its statements are of one text.
      const inner = text === undefined ? script : (body ??= this.scriptOf(text, script, origin));
      this.run(inner, tokens, tokens.at(-1)?.end ?? 0, false);
    };
    return {
      run: runPart,
      doubt: (tokens) => {
        this.noteDoubt(tokens, origin, false);
      },
      noteUnread: () => {
        this.draft.noteUnread({ origin, kind: 'text' });
      },
      report: (severity, code, message) => {
        this.log.report(severity, code, message, origin);
      },
      depth: script.depth,
    };
  }

  /** A text that a statement at `origin` runs. */
  private scriptOf(text: string, around: Script, origin: FileOrigin): Script {
    return {
      context: {
        path: around.context.path,
        text,
        lines: new LineIndex(text),
        renames: new RenameComments(''),
        flavor: this.options.flavor,
        fixedOrigin: origin,
      },
      depth: around.depth + 1,
    };
  }

  private runExecute(script: Script, tokens: readonly Token[], origin: FileOrigin): void {
    const text = this.variables.textToExecute(tokens);
    if (text === undefined) {
      this.log.report(
        'warning',
        'sql-dynamic-unknown',
        'What EXECUTE runs here is put together in a way that only a server can follow; it was left out.',
        origin,
      );
      this.draft.noteUnread({ origin, kind: 'text' });
      return;
    }
    if (script.depth >= MAX_DEPTH) return;
    const inner = this.scriptOf(text, script, origin);
    const innerTokens = tokenize(text, { mode: this.connection.mode, flavor: this.options.flavor });
    this.run(inner, withoutSemicolon(innerTokens), text.length, false);
  }
}

/** Where the delimiter is another one, the semicolon before it goes to the server, which takes it. */
export function withoutSemicolon(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findLastIndex(({ upper }) => upper !== ';') + 1;
  return end === tokens.length ? tokens : tokens.slice(0, end);
}

const STATEMENT_SECONDS = new Set(
  'TABLE DATABASE SCHEMA INDEX UNIQUE FULLTEXT SPATIAL VIEW TRIGGER PROCEDURE FUNCTION EVENT SEQUENCE OR DEFINER ALGORITHM SQL TEMPORARY INTO IGNORE TABLES'.split(
    ' ',
  ),
);
