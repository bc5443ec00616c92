import { isAtLeast } from '../model';
import type { Diagnostic, FileOrigin, Origin, Vendor } from '../model';
import type { ModelDraft } from './model-draft';

/** What statements are executed with: the model they change, where they stand, and who hears of trouble. */
export interface Execution {
  readonly model: ModelDraft;
  /** The place of the statement. */
  readonly origin: FileOrigin;
  readonly vendor: Vendor | undefined;
  report(
    severity: Diagnostic['severity'],
    code: string,
    message: string,
    more?: { readonly hint?: string; readonly at?: Origin; readonly related?: Origin },
  ): void;
}

/** The end of messages about statements at which a server would have stopped the script. */
export const SERVER_STOPS = 'A server would have stopped here.';

/**
 * Whether REFERENCES inside a column makes a foreign key: MariaDB does since 10.5, MySQL since 9.0, older
 * servers read and forget it (MySQL manual, FOREIGN KEY Constraints). Unknown servers are taken to do so.
 */
export function honoursInlineReferences(execution: Execution): boolean {
  const { flavor } = execution.model;
  if (flavor === undefined) return true;
  return flavor.vendor === 'mariadb' ? isAtLeast(flavor, 10, 5) : isAtLeast(flavor, 9);
}
