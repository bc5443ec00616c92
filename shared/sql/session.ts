import type { Diagnostic, FileOrigin, Flavor, Origin, Read, SchemaModel } from '../model';
import { applyStatement } from './apply-statement';
import { ConnectionState } from './connection-state';
import type { Execution } from './execution';
import { findStatementBehind } from './find-statement-behind';
import { findSubject } from './find-subject';
import { LineIndex } from './line-index';
import { ModelDraft } from './model-draft';
import { parseStatement } from './parse-statement';
import { ProgramCalls } from './program-calls';
import type { Caller } from './program-calls';
import { RenameComments } from './rename-comments';
import { ScriptScanner } from './script-scanner';
import type { ScriptStatement } from './script-scanner';
import { DDL_WORDS, isDdlKind, kindOf, MADE_BY } from './statement-kinds';
import { findEffects, NO_EFFECTS } from './statement-summary';
import type { StatementSummary } from './statement-summary';
import type { StatementNode } from './statement-node';
import { parseSqlMode } from './sql-mode';
import type { Token } from './token';
import { shorten, SyntaxFault, TokenReader } from './token-reader';
import type { ScriptContext } from './token-reader';
import { tokenize } from './tokenize';
import { UserVariables } from './user-variables';

/** Finds the text of a SOURCE, relative to the file that names it; undefined when there is none. */
export type IncludeText = (
  path: string,
  from: string,
) => { readonly path: string; readonly text: string } | undefined;

/** How scripts are read. */
export interface SqlSessionOptions {
  /** The server that the script is for; decides conditional comments and what its syntax means. */
  readonly flavor?: Flavor | undefined;
  /** Where unqualified names live before a USE; '' when not given. */
  readonly defaultSchema?: string | undefined;
  /** The model that the first statement finds. */
  readonly base?: SchemaModel | undefined;
  readonly include?: IncludeText | undefined;
  /** The sql_mode at the start, such as `ANSI_QUOTES`. */
  readonly sqlMode?: string | undefined;
}

/** What reading SQL answers: the model, what was wrong, and each statement in the order it was executed. */
export interface SqlReading extends Read<SchemaModel> {
  readonly statements: readonly StatementSummary[];
}

/** How deep SOURCE may nest, and PREPARE in PREPARE. */
const MAX_DEPTH = 32;
/** Strong starts of statements, at which reading goes on after text that is not understood. */
const RESTARTS = new Set(['CREATE', 'ALTER', 'DROP', 'RENAME', 'TRUNCATE', 'USE', 'INSERT']);

/** A file that is being executed. */
interface Script {
  readonly context: Omit<ScriptContext, 'mode'>;
  readonly depth: number;
}

/** Executes scripts in order on one model. Lives as long as the scripts that belong together are read. */
export class SqlSession {
  private readonly draft: ModelDraft;
  private readonly found: Diagnostic[] = [];
  private readonly summaries: StatementSummary[] = [];
  private readonly variables: UserVariables;
  private readonly programs: ProgramCalls;
  private readonly openPaths: string[] = [];
  private readonly connection: ConnectionState;

  constructor(private readonly options: SqlSessionOptions = {}) {
    this.draft = new ModelDraft(options.base, options.flavor, options.defaultSchema ?? '');
    this.connection = new ConnectionState(options.sqlMode);
    this.variables = new UserVariables(this.draft);
    this.programs = new ProgramCalls(this.draft, this.variables);
  }

  /** Executes one file. Never throws for what is in the text. */
  run(text: string, path: string): void {
    this.runText(text, path, 0);
  }

  /** The model after what has been run. */
  model(): SchemaModel {
    return this.draft.toModel();
  }

  /** Where unqualified names live now. */
  get currentSchema(): string {
    return this.draft.current;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.found;
  }

  get statements(): readonly StatementSummary[] {
    return this.summaries;
  }

  /** All of it at once. */
  reading(): SqlReading {
    return { value: this.model(), diagnostics: this.found, statements: this.summaries };
  }

  private runText(text: string, path: string, depth: number): void {
    const script: Script = {
      context: {
        path,
        text,
        lines: new LineIndex(text),
        renames: new RenameComments(text),
        flavor: this.options.flavor,
      },
      depth,
    };
    const scanner = new ScriptScanner(text, { mode: this.connection.mode, flavor: this.options.flavor });
    this.openPaths.push(path);
    for (let statement = scanner.next(); statement !== undefined; statement = scanner.next()) {
      this.reportScanProblems(script, statement);
      this.runStatement(script, statement);
      scanner.mode = this.connection.mode;
    }
    this.openPaths.pop();
  }

  private place(script: Script, offset: number): FileOrigin {
    const { context } = script;
    return context.fixedOrigin ?? { kind: 'file', path: context.path, ...context.lines.locate(offset) };
  }

  private report(
    severity: Diagnostic['severity'],
    code: string,
    message: string,
    location: FileOrigin,
    hint?: string,
  ): void {
    this.found.push({ severity, code, message, location, ...(hint === undefined ? {} : { hint }) });
  }

  private reportScanProblems(script: Script, statement: ScriptStatement): void {
    for (const problem of statement.problems) {
      const at = this.place(script, problem.at);
      if (problem.code === 'sql-unterminated-string') {
        this.report(
          'error',
          problem.code,
          'A quote is opened here and never closed; what follows may be read wrongly.',
          at,
        );
        this.draft.noteUnread({ origin: at, kind: 'text' });
      } else if (problem.code === 'sql-unterminated-comment') {
        this.report('error', problem.code, 'A comment is opened here and never closed.', at);
        this.draft.noteUnread({ origin: at, kind: 'text' });
      } else {
        this.report(
          'warning',
          problem.code,
          'Taken for a comment, but servers want white space after "--".',
          at,
          'Write "-- ".',
        );
      }
    }
    if (statement.holdsDelimiter) {
      this.report(
        'info',
        'sql-delimiter-in-body',
        'The body holds ";" and no DELIMITER was set before it; the mysql client would cut it there.',
        this.place(script, statement.start),
        'Set DELIMITER around it.',
      );
    }
  }

  private summarise(
    script: Script,
    statement: { start: number; end: number },
    kind: string,
    understood: boolean,
    more: Partial<StatementSummary> = {},
  ): void {
    this.summaries.push({
      kind,
      origin: this.place(script, statement.start),
      span: { start: statement.start, end: statement.end },
      understood,
      isDdl: false,
      effects: NO_EFFECTS,
      ...more,
    });
  }

  private runStatement(script: Script, statement: ScriptStatement): void {
    switch (statement.kind) {
      case 'client':
        this.runClientCommand(script, statement);
        break;
      case 'stray':
        this.reportStray(script, statement);
        break;
      case 'rows':
        this.connection.pass('INSERT');
        this.countRows(script, statement);
        break;
      case 'skipped':
        this.summarise(script, statement, statement.tokens[0]?.upper ?? 'UNKNOWN', true);
        break;
      case 'sql':
        this.runTokens(script, withoutSemicolon(statement.tokens), statement.end, true);
        break;
    }
  }

  private runClientCommand(script: Script, statement: ScriptStatement): void {
    const { command = '', argument = '' } = statement;
    if (command === 'use') {
      this.draft.current = argument;
      this.summarise(script, statement, 'USE', true);
      return;
    }
    this.summarise(
      script,
      statement,
      command === 'source' || command === 'delimiter' ? command.toUpperCase() : 'CLIENT COMMAND',
      true,
    );
    if (command === 'source') this.runInclude(script, statement, argument.replace(/^(['"])(.*)\1$/s, '$2'));
  }

  private runInclude(script: Script, statement: ScriptStatement, argument: string): void {
    const at = this.place(script, statement.start);
    if (this.options.include === undefined) {
      this.report('info', 'sql-include-not-read', `SOURCE ${argument} was not followed.`, at);
      this.draft.noteUnread({ origin: at, kind: 'text' });
      return;
    }
    if (script.depth >= MAX_DEPTH) {
      this.report('error', 'sql-include-too-deep', `SOURCE ${argument} is nested too deep.`, at);
      this.draft.noteUnread({ origin: at, kind: 'text' });
      return;
    }
    const included = this.options.include(argument, script.context.path);
    if (included === undefined) {
      this.report('warning', 'sql-include-missing', `SOURCE names ${argument}, which cannot be read.`, at);
      this.draft.noteUnread({ origin: at, kind: 'text' });
    } else if (this.openPaths.includes(included.path)) {
      this.report(
        'error',
        'sql-include-cycle',
        `SOURCE ${argument} leads back to a file that is being read.`,
        at,
      );
    } else {
      this.runText(included.text, included.path, script.depth + 1);
    }
  }

  private reportStray(script: Script, statement: ScriptStatement): void {
    if (statement.start >= script.context.text.length) return;
    const at = this.place(script, statement.start);
    const line = shorten(
      script.context.text.slice(statement.start, Math.min(statement.end, statement.start + 200)),
      80,
    );
    if (statement.tokens[0]?.upper === '-') {
      this.report(
        'error',
        'sql-comment-with-one-dash',
        `This line looks like a comment but starts with one dash; servers stop here: ${line}`,
        at,
        'Write "-- ".',
      );
    } else {
      this.report(
        'error',
        'sql-not-understood',
        `No statement starts like this; the line was passed over: ${line}`,
        at,
      );
    }
    this.summarise(script, statement, 'UNKNOWN', false);
  }

  private countRows(script: Script, statement: ScriptStatement): void {
    const kind = statement.tokens[0]?.upper ?? 'INSERT';
    const names = statement.tokens
      .slice(1)
      .filter(
        (token) => token.kind === 'quoted' || (token.kind === 'word' && !INSERT_WORDS.has(token.upper)),
      );
    const [first, second] = names;
    const qualified = second !== undefined && statement.tokens.some((token) => token.upper === '.');
    if (first === undefined) {
      this.summarise(script, statement, kind, true);
      return;
    }
    const name = qualified ? { schema: first.text, name: second.text } : { name: first.text };
    const table = this.draft.table(name);
    if (table !== undefined && statement.rows > 0) {
      table.rowsInFile += statement.rows;
      table.touch();
    }
    const used = { kind: 'table', schema: name.schema ?? this.draft.current, name: name.name } as const;
    this.summarise(script, statement, kind, true, { effects: { ...NO_EFFECTS, uses: [used] } });
  }

  /** Parses and executes the tokens of one statement; goes on behind what is not understood. */
  private runTokens(script: Script, tokens: readonly Token[], end: number, mayRestart: boolean): void {
    const first = tokens[0];
    if (first === undefined) return;
    const behind = findStatementBehind(tokens);
    if (behind > 0) {
      this.runTokens(script, tokens.slice(behind), end, mayRestart);
      return;
    }
    const reader = new TokenReader(tokens, {
      ...script.context,
      mode: this.connection.mode,
      timeZone: this.connection.timeZone,
      modeIsOwn: this.connection.modeIsOwn,
    });
    const span = { start: first.start, end };
    const origin = this.place(script, first.start);
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
    this.found.push(...reader.diagnostics);
    const broken = reader.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
    const kind = parsed?.kind ?? kindOf(tokens);
    if (fault !== undefined) this.reportFault(script, tokens, fault, restart);
    else if (restart > 0)
      this.report(
        'error',
        'sql-missing-delimiter',
        'A delimiter is missing before this statement; servers refuse both.',
        this.place(script, tokens[restart]?.start ?? end),
      );
    if (reader.mixesVendors)
      this.report(
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
    this.summarise(script, span, kind, fault === undefined && !broken, {
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
    this.report(
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
    const at = script.context.fixedOrigin ?? this.place(script, fault.at);
    this.found.push({
      severity: 'error',
      code: 'sql-not-understood',
      message: `Not understood: ${text} (${fault.message})`,
      location: at,
      related: this.place(script, start),
    });
  }

  /** Runs what follows broken text, cut at every start of a statement, so that each is looked at once. */
  private runRest(script: Script, tokens: readonly Token[], from: number, end: number): void {
    for (let start = from; start > 0;) {
      const next = this.findRestart(script, tokens, start + 1);
      const part = tokens.slice(start, next < 0 ? tokens.length : next);
      this.runTokens(script, part, next < 0 ? end : (part.at(-1)?.end ?? end), false);
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
      vendor: this.options.flavor?.vendor ?? this.options.base?.flavor?.vendor,
      report: (severity, code, message, more = {}) => {
        const at: Origin = more.at ?? origin;
        this.found.push({
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
      this.runTokens(inner, tokens, tokens.at(-1)?.end ?? 0, false);
    };
    return {
      tokenize: (text, sqlMode) =>
        tokenize(text, {
          mode: sqlMode === undefined ? this.connection.mode : parseSqlMode(sqlMode),
          flavor: this.options.flavor,
        }),
      run: runPart,
      doubt: (tokens) => {
        this.noteDoubt(tokens, origin, false);
      },
      noteUnread: () => {
        this.draft.noteUnread({ origin, kind: 'text' });
      },
      report: (severity, code, message) => {
        this.report(severity, code, message, origin);
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
      this.report(
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
    this.runTokens(inner, withoutSemicolon(innerTokens), text.length, false);
  }
}

/** Where the delimiter is another one, the semicolon before it goes to the server, which takes it. */
function withoutSemicolon(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findLastIndex(({ upper }) => upper !== ';') + 1;
  return end === tokens.length ? tokens : tokens.slice(0, end);
}

const INSERT_WORDS = new Set(['INTO', 'IGNORE', 'LOW_PRIORITY', 'HIGH_PRIORITY', 'DELAYED']);
const STATEMENT_SECONDS = new Set(
  'TABLE DATABASE SCHEMA INDEX UNIQUE FULLTEXT SPATIAL VIEW TRIGGER PROCEDURE FUNCTION EVENT SEQUENCE OR DEFINER ALGORITHM SQL TEMPORARY INTO IGNORE TABLES'.split(
    ' ',
  ),
);
