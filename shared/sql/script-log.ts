import type { Diagnostic, FileOrigin } from '../model';
import { NO_EFFECTS } from './statement-summary';
import type { StatementSummary } from './statement-summary';
import type { ScriptContext } from './token-reader';

/** A text that is being executed: a file, or what a statement of one runs. */
export interface Script {
  readonly context: Omit<ScriptContext, 'mode'>;
  /** How many texts brought each other in. */
  readonly depth: number;
}

/** What was told and done while scripts are executed, in order. */
export class ScriptLog {
  readonly diagnostics: Diagnostic[] = [];
  readonly statements: StatementSummary[] = [];

  /** Where an offset of a script is. */
  place(script: Script, offset: number): FileOrigin {
    const { context } = script;
    return context.fixedOrigin ?? { kind: 'file', path: context.path, ...context.lines.locate(offset) };
  }

  /** Tells something of a place. */
  report(
    severity: Diagnostic['severity'],
    code: string,
    message: string,
    location: FileOrigin,
    hint?: string,
  ): void {
    this.diagnostics.push({ severity, code, message, location, ...(hint === undefined ? {} : { hint }) });
  }

  /** Notes a statement that was executed, or passed over. */
  summarise(
    script: Script,
    statement: { start: number; end: number },
    kind: string,
    understood: boolean,
    more: Partial<StatementSummary> = {},
  ): void {
    this.statements.push({
      kind,
      origin: this.place(script, statement.start),
      span: { start: statement.start, end: statement.end },
      understood,
      isDdl: false,
      effects: NO_EFFECTS,
      ...more,
    });
  }
}
