import type { Origin } from './origin';

/** A view. `select` is the text after AS, without WITH CHECK OPTION. */
export interface View {
  readonly kind: 'view';
  readonly name: string;
  readonly columns?: readonly string[];
  readonly select: string;
  /** A JSON duality view (MySQL 9.4 and later). */
  readonly duality?: true;
  readonly algorithm?: 'undefined' | 'merge' | 'temptable';
  /** `user@host`, unquoted; undefined when not stated. */
  readonly definer?: string;
  readonly security?: 'definer' | 'invoker';
  readonly checkOption?: 'cascaded' | 'local';
  readonly origin: Origin;
}

/** A trigger. `body` is its statement as stored, without the CREATE TRIGGER head. */
export interface Trigger {
  readonly kind: 'trigger';
  readonly name: string;
  readonly table: string;
  readonly timing: 'before' | 'after';
  readonly event: 'insert' | 'update' | 'delete';
  /** FOLLOWS / PRECEDES another trigger. */
  readonly order?: { readonly kind: 'follows' | 'precedes'; readonly trigger: string };
  readonly body: string;
  readonly definer?: string;
  /** The sql_mode under which a server stored it. */
  readonly sqlMode?: string;
  readonly origin: Origin;
}

/** A stored procedure or function. `parameters` and `body` are texts as spelled. */
export interface Routine {
  readonly kind: 'procedure' | 'function';
  readonly name: string;
  readonly parameters: string;
  readonly returns?: string;
  readonly deterministic?: boolean;
  readonly dataAccess?: 'contains sql' | 'no sql' | 'reads sql data' | 'modifies sql data';
  readonly security?: 'definer' | 'invoker';
  readonly comment?: string;
  readonly definer?: string;
  readonly aggregate?: boolean;
  /** `sql`, or MySQL 9's `javascript`. */
  readonly language?: string;
  readonly body: string;
  readonly sqlMode?: string;
  readonly origin: Origin;
}

/** An event of the server's scheduler. */
export interface ScheduledEvent {
  readonly kind: 'event';
  readonly name: string;
  /** The text after ON SCHEDULE: `EVERY 1 DAY STARTS '2026-01-01 00:00:00'`. */
  readonly schedule: string;
  readonly preserve?: boolean;
  readonly status?: 'enabled' | 'disabled' | 'disabled on replica';
  readonly comment?: string;
  readonly definer?: string;
  readonly body: string;
  readonly sqlMode?: string;
  readonly timeZone?: string;
  readonly origin: Origin;
}

/** A MariaDB sequence. Numbers as digits, because they may pass 2^53. */
export interface Sequence {
  readonly kind: 'sequence';
  readonly name: string;
  readonly start?: string;
  readonly increment?: string;
  readonly minimum?: string;
  readonly maximum?: string;
  readonly cache?: string;
  readonly cycle?: boolean;
  readonly engine?: string;
  readonly comment?: string;
  readonly origin: Origin;
}
