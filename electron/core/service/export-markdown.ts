import { describeColumn, describeForeignKey, describeIndex } from '../../../shared/drift/describe-value';
import type { SchemaModel, Table } from '../../../shared/model';

/** A model as a Markdown document: a section for each table, with its columns, keys and comments. */
export function describeModelAsMarkdown(model: SchemaModel, source: string): string {
  const lines = [`# ${escape(source)}`, ''];
  for (const schema of model.schemas) {
    const count = schema.tables.length;
    lines.push(
      `## ${escape(schema.name === '' ? '(no schema named)' : schema.name)}`,
      '',
      `${String(count)} ${count === 1 ? 'table' : 'tables'}.`,
      '',
    );
    for (const table of schema.tables) lines.push(...describeTable(table));
    const others = [schema.views, schema.triggers, schema.routines, schema.events, schema.sequences].flat();
    if (others.length > 0) {
      lines.push('### Other objects', '', ...others.map(({ kind, name }) => `- ${kind} ${code(name)}`), '');
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function describeTable(table: Table): string[] {
  const { primaryKey, indexes, foreignKeys, options } = table;
  const keys = [
    ...(primaryKey ? [`- ${code(describeIndex(primaryKey))}`] : []),
    ...indexes.map((index) => `- ${code(index.name ?? '')} ${code(describeIndex(index))}`),
    ...foreignKeys.map((key) => `- ${code(key.name ?? '')} ${code(describeForeignKey(key))}`),
  ];
  return [
    `### ${escape(table.name)}`,
    '',
    ...(options.comment === undefined || options.comment === '' ? [] : [escape(options.comment), '']),
    '| column | definition | comment |',
    '| --- | --- | --- |',
    ...table.columns.map(({ comment = '', ...column }) => {
      return `| ${code(column.name)} | ${code(describeColumn(column))} | ${escape(comment)} |`;
    }),
    '',
    ...(keys.length > 0 ? [...keys, ''] : []),
  ];
}

/** A text that Markdown shows as it is, on one line. */
function escape(text: string): string {
  return oneLine(text)
    .replaceAll(/[\\`*_{}[\]#|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A text as code, whatever backticks it holds; safe in a table. */
function code(text: string): string {
  const safe = oneLine(text).replaceAll('|', '\\|');
  if (safe === '') return '';
  const longest = Math.max(0, ...(safe.match(/`+/g) ?? []).map((run) => run.length));
  const pad = safe.startsWith('`') || safe.endsWith('`') ? ' ' : '';
  const fence = '`'.repeat(longest + 1);
  return fence + pad + safe + pad + fence;
}

function oneLine(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, ' ')
      // eslint-disable-next-line no-control-regex -- a document shows no control character
      .replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
  );
}
