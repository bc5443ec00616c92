import { ALL_TABLE_FACETS } from '../model';
import type {
  Check,
  Column,
  ForeignKey,
  Index,
  Origin,
  Partitioning,
  Table,
  TableFacet,
  TableOptions,
  UnreadPart,
  Vendor,
} from '../model';
import {
  highestNumber,
  implicitCheckNames,
  implicitForeignKeyNames,
  implicitIndexNames,
} from './implicit-names';

/** What is numbered in a table before a statement adds more. */
export interface NumberedNames {
  readonly foreignKeys: ReadonlySet<ForeignKey>;
  readonly checks: ReadonlySet<Check>;
  /** The highest n of `<table>_ibfk_<n>` and of `<table>_chk_<n>`; 0 for none. */
  readonly foreignKey: number;
  readonly check: number;
}

/** A table while a script works on it. Columns are found by name without case, as servers do. */
export class TableDraft {
  columns: Column[] = [];
  primaryKey: Index | undefined;
  indexes: Index[] = [];
  foreignKeys: ForeignKey[] = [];
  checks: Check[] = [];
  options: TableOptions = {};
  partitioning: Partitioning | undefined;
  systemVersioned = false;
  periods: { readonly name: string; readonly start: string; readonly end: string }[] = [];
  facets: readonly TableFacet[] = ALL_TABLE_FACETS;
  renamedFrom: string | undefined;
  readonly unread: UnreadPart[] = [];
  rowsInFile = 0;
  private readonly byName = new Map<string, Column>();
  private finished: Table | undefined;

  constructor(
    public name: string,
    public origin: Origin,
  ) {}

  /** A draft that goes on from a table. */
  static from(table: Table): TableDraft {
    const draft = new TableDraft(table.name, table.origin);
    for (const column of table.columns) draft.addColumn(column);
    draft.primaryKey = table.primaryKey;
    draft.indexes = [...table.indexes];
    draft.foreignKeys = [...table.foreignKeys];
    draft.checks = [...table.checks];
    draft.options = table.options;
    draft.partitioning = table.partitioning;
    draft.systemVersioned = table.systemVersioned;
    draft.periods = [...(table.periods ?? [])];
    draft.facets = table.facets;
    draft.renamedFrom = table.renamedFrom;
    for (const part of table.unread ?? []) draft.unread.push(part);
    draft.rowsInFile = table.rowsInFile ?? 0;
    return draft;
  }

  /** Must be called when anything but columns changed since the last `toTable`. */
  touch(): void {
    this.finished = undefined;
  }

  /** Notes what a statement says of the table and nobody understood. */
  doubt(part: UnreadPart): void {
    this.unread.push(part);
    this.touch();
  }

  column(name: string): Column | undefined {
    return this.byName.get(name.toLowerCase());
  }

  /** Adds a column at the end, or at a place. The name must be free. */
  addColumn(column: Column, at = this.columns.length): void {
    if (at >= this.columns.length) this.columns.push(column);
    else this.columns.splice(at, 0, column);
    this.byName.set(column.name.toLowerCase(), column);
    this.touch();
  }

  /** Puts a column in the place of another. */
  replaceColumn(old: Column, column: Column): void {
    this.columns[this.columns.indexOf(old)] = column;
    this.byName.delete(old.name.toLowerCase());
    this.byName.set(column.name.toLowerCase(), column);
    this.touch();
  }

  removeColumn(column: Column): void {
    this.columns.splice(this.columns.indexOf(column), 1);
    this.byName.delete(column.name.toLowerCase());
    this.touch();
  }

  /** The position of an index by its own or implicit name; -1 when there is none. */
  findIndex(name: string): number {
    const key = name.toLowerCase();
    const own = this.indexes.findIndex((index) => index.name?.toLowerCase() === key);
    return own >= 0
      ? own
      : implicitIndexNames(this.indexes).findIndex((found) => found.toLowerCase() === key);
  }

  /** The position of a foreign key by its own or implicit name; -1 when there is none. */
  findForeignKey(name: string): number {
    const key = name.toLowerCase();
    return implicitForeignKeyNames(this.name, this.foreignKeys).findIndex(
      (found) => found.toLowerCase() === key,
    );
  }

  /** The position of a check by its own or implicit name; -1 when there is none. */
  findCheck(name: string, vendor: Vendor | undefined): number {
    const key = name.toLowerCase();
    const vendors: readonly Vendor[] = vendor === undefined ? ['mysql', 'mariadb'] : [vendor];
    for (const each of vendors) {
      const at = implicitCheckNames(this.name, this.checks, each).findIndex(
        (found) => found?.toLowerCase() === key,
      );
      if (at >= 0) return at;
    }
    return -1;
  }

  /**
   * Gives what is unnamed the name that a server gave it when it was made. To be called before something
   * unnamed goes away, because the others keep the names they had.
   */
  pinImplicitNames(vendor: Vendor | undefined): void {
    for (const key of this.foreignKeys) {
      // Its index is named after the column; once the key has a name, it would be named after that.
      if (key.name === undefined && !this.isCovered(key)) this.indexes.push(indexOfForeignKey(key));
    }
    if (this.indexes.some((index) => index.name === undefined)) {
      const names = implicitIndexNames(this.indexes);
      this.indexes = this.indexes.map((index, at) =>
        index.name === undefined ? withName(index, names[at]) : index,
      );
    }
    if (this.foreignKeys.some((key) => key.name === undefined)) {
      const names = implicitForeignKeyNames(this.name, this.foreignKeys);
      this.foreignKeys = this.foreignKeys.map((key, at) =>
        key.name === undefined ? withName(key, names[at]) : key,
      );
    }
    if (vendor !== undefined && this.checks.some((check) => check.name === undefined)) {
      const names = implicitCheckNames(this.name, this.checks, vendor);
      this.checks = this.checks.map((check, at) =>
        check.name === undefined ? withName(check, names[at]) : check,
      );
    }
    this.touch();
  }

  /** What the table has before an ALTER TABLE: its keys and checks, and the highest numbers in their generated names. */
  numberNames(): NumberedNames {
    const { name, foreignKeys, checks } = this;
    return {
      foreignKeys: new Set(foreignKeys),
      checks: new Set(checks),
      foreignKey: highestNumber(`${name}_ibfk_`, implicitForeignKeyNames(name, foreignKeys)),
      check: highestNumber(`${name}_chk_`, implicitCheckNames(name, checks, 'mysql')),
    };
  }

  /**
   * Names what an ALTER TABLE added without a name, where counting on from `before` gives another name than counting from 1, as
   * is done for what has none. MariaDB's checks have no such numbers.
   */
  nameAdded(before: NumberedNames, vendor: Vendor | undefined): void {
    const isAdded = (key: ForeignKey): boolean => key.name === undefined && !before.foreignKeys.has(key);
    if (this.foreignKeys.some(isAdded)) {
      const implied = implicitForeignKeyNames(this.name, this.foreignKeys);
      let number = before.foreignKey;
      this.foreignKeys = this.foreignKeys.map((key, at) => {
        if (!isAdded(key)) return key;
        number += 1;
        const name = `${this.name}_ibfk_${String(number)}`;
        if (name === implied[at]) return key;
        // Its index is named after the column; once the key has a name, it would be named after that.
        if (!this.isCovered(key)) this.indexes.push(indexOfForeignKey(key));
        return withName(key, name);
      });
      this.touch();
    }
    if (vendor !== 'mysql') return;
    const implied = implicitCheckNames(this.name, this.checks, vendor);
    let number = before.check;
    this.checks = this.checks.map((check, at) => {
      if (check.name !== undefined || before.checks.has(check)) return check;
      number += 1;
      const name = `${this.name}_chk_${String(number)}`;
      return name === implied[at] ? check : withName(check, name);
    });
  }

  /** Writes down the indexes that the server made for foreign keys, because they stay when the keys go. */
  keepForeignKeyIndexes(): void {
    for (const key of this.foreignKeys) if (!this.isCovered(key)) this.indexes.push(indexOfForeignKey(key));
    this.touch();
  }

  /** True when an index starts with the columns of a foreign key, so that the server makes none for it. */
  isCovered(foreignKey: ForeignKey): boolean {
    const keys = this.primaryKey === undefined ? this.indexes : [this.primaryKey, ...this.indexes];
    // A unique hash (MariaDB) has no order that a foreign key could use.
    return keys.some((index) => index.using !== 'hash' && startsWith(index, foreignKey.columns));
  }

  /** Takes away indexes that a server made for foreign keys and that `index` makes needless, as servers do. */
  dropCoveredImplicit(index: Index): void {
    if (!this.indexes.some((other) => other.implicit === true)) return;
    this.indexes = this.indexes.filter((other) => {
      if (other.implicit !== true) return true;
      return !startsWith(
        index,
        other.parts.flatMap((part) => (part.kind === 'column' ? [part.column] : [])),
      );
    });
  }

  /** The table as it is now. */
  toTable(): Table {
    this.finished ??= {
      kind: 'table',
      name: this.name,
      columns: this.columns.slice(),
      ...(this.primaryKey === undefined ? {} : { primaryKey: this.primaryKey }),
      indexes: this.indexes.slice(),
      foreignKeys: this.foreignKeys.slice(),
      checks: this.checks.slice(),
      options: this.options,
      ...(this.partitioning === undefined ? {} : { partitioning: this.partitioning }),
      systemVersioned: this.systemVersioned,
      ...(this.periods.length === 0 ? {} : { periods: this.periods.slice() }),
      facets: this.facets,
      ...(this.unread.length === 0 ? {} : { unread: [...this.unread] }),
      ...(this.renamedFrom === undefined ? {} : { renamedFrom: this.renamedFrom }),
      ...(this.rowsInFile === 0 ? {} : { rowsInFile: this.rowsInFile }),
      origin: this.origin,
    };
    return this.finished;
  }
}

function withName<T extends { readonly name?: string }>(value: T, name: string | undefined): T {
  return name === undefined ? value : { ...value, name };
}

function startsWith(index: Index, columns: readonly string[]): boolean {
  return columns.every((column, at) => {
    const part = index.parts[at];
    return (
      part?.kind === 'column' &&
      part.length === undefined &&
      part.column.toLowerCase() === column.toLowerCase()
    );
  });
}

/** The index that a server makes for a foreign key that has none: named after the key, else after its first column. */
export function indexOfForeignKey(foreignKey: ForeignKey): Index {
  return {
    kind: 'index',
    ...(foreignKey.name === undefined ? {} : { name: foreignKey.name }),
    parts: foreignKey.columns.map((column) => ({ kind: 'column', column })),
    visible: true,
    complete: true,
    implicit: true,
    origin: foreignKey.origin,
  };
}
