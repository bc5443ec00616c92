import type { Diagnostic, Flavor, Read, SchemaModel } from '../model';
import { ConnectionState } from './connection-state';
import { LineIndex } from './line-index';
import { ModelDraft } from './model-draft';
import { RenameComments } from './rename-comments';
import { ScriptLog } from './script-log';
import type { Script } from './script-log';
import { ScriptScanner } from './script-scanner';
import type { ScriptStatement } from './script-scanner';
import { StatementExecutor, withoutSemicolon } from './statement-executor';
import { NO_EFFECTS } from './statement-summary';
import type { StatementSummary } from './statement-summary';
import { shorten } from './token-reader';

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

/** How deep SOURCE may nest. */
const MAX_DEPTH = 32;

/** Executes scripts in order on one model. Lives as long as the scripts that belong together are read. */
export class SqlSession {
  private readonly draft: ModelDraft;
  private readonly log = new ScriptLog();
  private readonly openPaths: string[] = [];
  private readonly connection: ConnectionState;
  private readonly executor: StatementExecutor;

  constructor(private readonly options: SqlSessionOptions = {}) {
    this.draft = new ModelDraft(options.base, options.flavor, options.defaultSchema ?? '');
    this.connection = new ConnectionState(options.sqlMode);
    this.executor = new StatementExecutor(
      { flavor: options.flavor, baseFlavor: options.base?.flavor },
      this.draft,
      this.connection,
      this.log,
    );
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
    return this.log.diagnostics;
  }

  get statements(): readonly StatementSummary[] {
    return this.log.statements;
  }

  /** All of it at once. */
  reading(): SqlReading {
    return { value: this.model(), diagnostics: this.log.diagnostics, statements: this.log.statements };
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

  private reportScanProblems(script: Script, statement: ScriptStatement): void {
    for (const problem of statement.problems) {
      const at = this.log.place(script, problem.at);
      if (problem.code === 'sql-unterminated-string') {
        this.log.report(
          'error',
          problem.code,
          'A quote is opened here and never closed; what follows may be read wrongly.',
          at,
        );
        this.draft.noteUnread({ origin: at, kind: 'text' });
      } else if (problem.code === 'sql-unterminated-comment') {
        this.log.report('error', problem.code, 'A comment is opened here and never closed.', at);
        this.draft.noteUnread({ origin: at, kind: 'text' });
      } else {
        this.log.report(
          'warning',
          problem.code,
          'Taken for a comment, but servers want white space after "--".',
          at,
          'Write "-- ".',
        );
      }
    }
    if (statement.holdsDelimiter) {
      this.log.report(
        'info',
        'sql-delimiter-in-body',
        'The body holds ";" and no DELIMITER was set before it; the mysql client would cut it there.',
        this.log.place(script, statement.start),
        'Set DELIMITER around it.',
      );
    }
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
        this.log.summarise(script, statement, statement.tokens[0]?.upper ?? 'UNKNOWN', true);
        break;
      case 'sql':
        this.executor.run(script, withoutSemicolon(statement.tokens), statement.end, true);
        break;
    }
  }

  private runClientCommand(script: Script, statement: ScriptStatement): void {
    const { command = '', argument = '' } = statement;
    if (command === 'use') {
      this.draft.current = argument;
      this.log.summarise(script, statement, 'USE', true);
      return;
    }
    this.log.summarise(
      script,
      statement,
      command === 'source' || command === 'delimiter' ? command.toUpperCase() : 'CLIENT COMMAND',
      true,
    );
    if (command === 'source') this.runInclude(script, statement, argument.replace(/^(['"])(.*)\1$/s, '$2'));
  }

  private runInclude(script: Script, statement: ScriptStatement, argument: string): void {
    const at = this.log.place(script, statement.start);
    if (this.options.include === undefined) {
      this.log.report('info', 'sql-include-not-read', `SOURCE ${argument} was not followed.`, at);
      this.draft.noteUnread({ origin: at, kind: 'text' });
      return;
    }
    if (script.depth >= MAX_DEPTH) {
      this.log.report('error', 'sql-include-too-deep', `SOURCE ${argument} is nested too deep.`, at);
      this.draft.noteUnread({ origin: at, kind: 'text' });
      return;
    }
    const included = this.options.include(argument, script.context.path);
    if (included === undefined) {
      this.log.report(
        'warning',
        'sql-include-missing',
        `SOURCE names ${argument}, which cannot be read.`,
        at,
      );
      this.draft.noteUnread({ origin: at, kind: 'text' });
    } else if (this.openPaths.includes(included.path)) {
      this.log.report(
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
    const at = this.log.place(script, statement.start);
    const line = shorten(
      script.context.text.slice(statement.start, Math.min(statement.end, statement.start + 200)),
      80,
    );
    if (statement.tokens[0]?.upper === '-') {
      this.log.report(
        'error',
        'sql-comment-with-one-dash',
        `This line looks like a comment but starts with one dash; servers stop here: ${line}`,
        at,
        'Write "-- ".',
      );
    } else {
      this.log.report(
        'error',
        'sql-not-understood',
        `No statement starts like this; the line was passed over: ${line}`,
        at,
      );
    }
    this.log.summarise(script, statement, 'UNKNOWN', false);
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
      this.log.summarise(script, statement, kind, true);
      return;
    }
    const name = qualified ? { schema: first.text, name: second.text } : { name: first.text };
    const table = this.draft.table(name);
    if (table !== undefined && statement.rows > 0) {
      table.rowsInFile += statement.rows;
      table.touch();
    }
    const used = { kind: 'table', schema: name.schema ?? this.draft.current, name: name.name } as const;
    this.log.summarise(script, statement, kind, true, { effects: { ...NO_EFFECTS, uses: [used] } });
  }
}

const INSERT_WORDS = new Set(['INTO', 'IGNORE', 'LOW_PRIORITY', 'HIGH_PRIORITY', 'DELAYED']);
