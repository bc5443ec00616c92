import { open } from 'node:fs/promises';
import { readToonFile, tableNameOfPath } from '../../../toon/read-toon-file';
import { sniffDialect } from '../../../toon/sniff-dialect';
import { decodeText } from '../files/decode-text';
import { codeOf } from '../files/file-error';
import type { ListedFile } from '../files/list-files';
import { detectSqlDialect } from '../postgres/detect-sql-dialect';

/** What one file turned out to be, as far as detection cares. */
export type FileFact =
  | { readonly kind: 'toon'; readonly file: ListedFile; readonly table: string | undefined }
  | {
      readonly kind: 'sql';
      readonly file: ListedFile;
      readonly creates: number;
      readonly alters: number;
      readonly dump: string | undefined;
      readonly postgres: boolean;
      readonly versioned: boolean;
    }
  | { readonly kind: 'alembic-ini'; readonly file: ListedFile; readonly scriptLocation: string }
  | { readonly kind: 'revision'; readonly file: ListedFile }
  | { readonly kind: 'snapshot'; readonly file: ListedFile }
  | { readonly kind: 'dialog'; readonly file: ListedFile }
  | { readonly kind: 'document'; readonly file: ListedFile }
  | { readonly kind: 'code'; readonly file: ListedFile };

/** Enough to tell what a file is. SQL is counted, so more of it is read. */
const HEAD_BYTES = 64 * 1024;
const SQL_BYTES = 32 * 1024 * 1024;

const CODE = /\.(?:php|py|ts|tsx|js|mjs|cjs|java|kt|go|rb|cs|rs|pl|scala|ex|exs)$/i;

/** True for files that detection looks at. */
export function isOfInterest(path: string): boolean {
  return /\.(?:toon|toon\.json|txt|sql|ini|md|snapshot\.json)$/i.test(path) || CODE.test(path);
}

/** Looks at one file. Undefined for what is nothing to Tidemark, and for what cannot be read. */
export async function classifyFile(file: ListedFile): Promise<FileFact | undefined> {
  const path = file.path.toLowerCase();
  if (path.endsWith('.snapshot.json')) return { kind: 'snapshot', file };
  if (path.endsWith('.toon') || path.endsWith('.toon.json')) return classifyToon(file, false);
  if (path.endsWith('.txt')) return classifyToon(file, true);
  if (path.endsWith('.sql')) return classifySql(file);
  if (path.endsWith('alembic.ini')) return classifyAlembic(file);
  if (path.endsWith('.md')) return classifyMarkdown(file);
  if (path.endsWith('.py') && /\/versions\/[^/]+$/.test(path)) {
    const head = await readHead(file, HEAD_BYTES);
    if (
      head !== undefined &&
      /^revision\s*(?::[^=\n]+)?=/m.test(head) &&
      /^down_revision\s*(?::[^=\n]+)?=/m.test(head)
    ) {
      return { kind: 'revision', file };
    }
  }
  return CODE.test(path) ? { kind: 'code', file } : undefined;
}

/** A .txt is TOON only when it is a table; a .toon that is none is worth telling. */
async function classifyToon(file: ListedFile, onlyTables: boolean): Promise<FileFact | undefined> {
  const head = await readHead(file, HEAD_BYTES);
  if (head === undefined) return undefined;
  const dialect = sniffDialect(head);
  if (onlyTables && (dialect === 'other' || dialect === 'empty' || dialect === 'ini')) return undefined;
  const { table } = readToonFile(head, file.path).value;
  // Rows may fill more than the head; the name and the fields stand before them.
  const name =
    table?.name ??
    (head.length >= HEAD_BYTES && head.includes('"fields"') ? tableNameOfPath(file.path) : undefined);
  return onlyTables && name === undefined ? undefined : { kind: 'toon', file, table: name };
}

const DUMP_HEADS: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /^-- phpMyAdmin SQL Dump/m, name: 'phpMyAdmin' },
  { pattern: /^-- MySQL dump|^-- MariaDB dump/m, name: 'mysqldump' },
  { pattern: /^-- PostgreSQL database dump/m, name: 'pg_dump' },
  { pattern: /^-- (?:Adminer|HeidiSQL|Navicat|DBeaver|Sequel (?:Pro|Ace))/m, name: 'a database tool' },
];

async function classifySql(file: ListedFile): Promise<FileFact | undefined> {
  const text = await readHead(file, SQL_BYTES);
  if (text === undefined) return undefined;
  const head = text.slice(0, 4000);
  const name = file.path.split('/').at(-1) ?? '';
  return {
    kind: 'sql',
    file,
    creates: countOf(text, /^[ \t]*CREATE\s+TABLE\b/gim),
    alters: countOf(text, /^[ \t]*(?:ALTER|DROP|RENAME)\s+TABLE\b/gim),
    dump: DUMP_HEADS.find((one) => one.pattern.test(head))?.name,
    postgres: detectSqlDialect(text.slice(0, 300_000)) === 'postgresql',
    versioned: /^(?:V|R|U)?\d+[_.-]|^\d{4}|_\d+[_.]\d+|migration|rollback|upgrade/i.test(name),
  };
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  while (pattern.exec(text)) count += 1;
  return count;
}

async function classifyAlembic(file: ListedFile): Promise<FileFact | undefined> {
  const text = await readHead(file, HEAD_BYTES);
  const location = /^[ \t]*script_location[ \t]*=[ \t]*([^\r\n]+)$/m.exec(text ?? '')?.[1]?.trim();
  return location === undefined ? undefined : { kind: 'alembic-ini', file, scriptLocation: location };
}

async function classifyMarkdown(file: ListedFile): Promise<FileFact | undefined> {
  const head = await readHead(file, 4096);
  if (head === undefined) return undefined;
  const inFolder = /(?:^|\/)dialogs?\//i.test(file.path);
  const speaks = /^-{3}\r?\n/.test(head) && /^[ \t]*(?:speaker|dialog)[ \t]*:/im.test(head);
  return { kind: inFolder || (speaks && /dialog/i.test(file.path)) ? 'dialog' : 'document', file };
}

async function readHead(file: ListedFile, bytes: number): Promise<string | undefined> {
  try {
    const handle = await open(file.absolutePath, 'r');
    try {
      const { size } = await handle.stat();
      const buffer = Buffer.allocUnsafe(Math.min(bytes, size));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return decodeText(buffer.subarray(0, bytesRead), file.path).text;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
