import type { Diagnostic, Read, SchemaModel } from '../../../shared/model';
import { gatherTables } from '../../../toon/gather-tables';
import type { ToonFile } from '../../../toon/gather-tables';
import { readToonFile } from '../../../toon/read-toon-file';
import type { TextFile } from '../files/read-text-file';

/** True for the names that TOON files have in the wild. */
export function isToonName(path: string): boolean {
  return /\.(?:toon|txt|toon\.json)$/i.test(path);
}

/** Reads a folder's TOON files into one model. Of `.txt` files, those that state no table are passed over in silence. */
export function readToonFiles(files: readonly TextFile[]): Read<SchemaModel> {
  const diagnostics: Diagnostic[] = [];
  const read: ToonFile[] = [];
  for (const { path, text } of files) {
    const reading = readToonFile(text, path);
    // Notes and licences are .txt too.
    if (!reading.value.table && /\.txt$/i.test(path) && reading.value.dialect !== 'table-json') continue;
    diagnostics.push(...reading.diagnostics);
    read.push({ path, reading: reading.value });
  }
  const gathered = gatherTables(read);
  const unread = read.flatMap(({ reading }) => reading.unread ?? []);
  return {
    value: { schemas: gathered.schemas, ...(unread.length > 0 && { unread }) },
    diagnostics: [...diagnostics, ...gathered.diagnostics],
  };
}
