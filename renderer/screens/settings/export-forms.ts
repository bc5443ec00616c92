import type { InputOf } from '../../../shared/api';

/** A form that a source can be written in. */
export type ExportForm = InputOf<'export.run'>['as'];

/** Every form, with its words. */
export const EXPORT_FORMS: readonly { readonly value: ExportForm; readonly label: string }[] = [
  { value: 'sql', label: 'SQL, one file' },
  { value: 'toon', label: 'TOON files, one for each table' },
  { value: 'markdown', label: 'Markdown, to read' },
  { value: 'json', label: 'Snapshot, to compare with later' },
];

const ENDINGS: Readonly<Record<ExportForm, string>> = {
  sql: '.sql',
  toon: '',
  markdown: '.md',
  json: '.snapshot.json',
};

/** Where a source is written unless somebody names another place: relative to the workspace, a folder for TOON. */
export function suggestPath(source: string, form: ExportForm): string {
  return `export/${source.replaceAll(/[^\w.-]+/g, '_')}${ENDINGS[form]}`;
}
