import { join, resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import { AppError } from '../../../shared/app-error';
import { parseFlavor } from '../../../shared/model';
import type { Flavor } from '../../../shared/model';
import { readTextFile } from '../files/read-text-file';
import { resolveInside } from '../files/resolve-inside';
import { writeFileAtomic } from '../files/write-file-atomic';
import type { SourceReading } from '../source/source-reading';
import { fingerprintReading } from '../source/fingerprint-reading';
import { chooseSources } from './choose-sources';
import type { HandlerCall, Handlers } from './handler';
import { readOne } from './read-sources';
import type { Session } from './session';

const ASSUMED: Flavor = { vendor: 'mysql', version: [8, 4, 0] };

/** Handlers that write a source into files. */
export function makeWriteHandlers(session: Session): Pick<Handlers, 'snapshot.save' | 'export.run'> {
  async function read(name: string, call: HandlerCall): Promise<SourceReading> {
    const workspace = await session.workspaceFor([name]);
    const [source] = chooseSources(workspace, [name], session.context.addressesFrom);
    if (!source) throw new AppError('not-found', `There is no source ${name}.`);
    return readOne(session, workspace, source, { refresh: false, ...call });
  }

  /** The command line's user may write where they may; everybody else only into the workspace. */
  async function placeOf(path: string): Promise<string> {
    const { addressesFrom } = session.context;
    if (addressesFrom !== undefined) return resolve(addressesFrom, path);
    return resolveInside((await session.workspace()).root, path);
  }

  return {
    'snapshot.save': async ({ source, path }, call) => {
      const reading = await read(source, call);
      if (reading.stale) {
        throw new AppError(
          'server-gone',
          `${source} is away; saving its old snapshot again would make it look new.`,
          {
            hint: reading.stale.reason,
          },
        );
      }
      const place = await placeOf(path);
      const { saveSnapshot } = await import('../snapshot');
      const saved = await saveSnapshot(place, reading.model, { takenAt: reading.readAt, source });
      return {
        path,
        bytes: (await stat(place)).size,
        tables: reading.counts.tables,
        fingerprint: saved.fingerprint ?? fingerprintReading(reading),
      };
    },
    'export.run': async ({ source, as: form, path, flavor }, call) => {
      const reading = await read(source, call);
      const { planExport } = await import('./export-files');
      const target = (flavor === undefined ? reading.model.flavor : parseFlavor(flavor)) ?? ASSUMED;
      const { files, lost } = planExport(reading.model, form, target, {
        source,
        readAt: reading.readAt,
        fingerprint: fingerprintReading(reading),
      });
      const place = await placeOf(path);
      const written = [];
      for (const [done, { name, write }] of files.entries()) {
        if (call.signal.aborted)
          throw new AppError('cancelled', 'Writing was cancelled; finished files stay.');
        call.progress({ phase: 'writing', done, total: files.length, current: name });
        const file = name === '' ? place : await placeOf(join(path, name));
        const shown = name === '' ? path : join(path, name);
        // What a file holds beyond the schema, such as rows, is kept: so a file that cannot be read is left alone.
        const previous = form === 'toon' ? await readPrevious(file, shown) : undefined;
        written.push({ path: shown, change: await writeFileAtomic(file, write(previous)) });
      }
      return { written, lost };
    },
  };
}

async function readPrevious(file: string, shown: string): Promise<string | undefined> {
  const { value, diagnostics } = await readTextFile(file, { path: shown });
  const [problem] = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (problem && problem.code !== 'file-missing' && value === undefined) {
    throw new AppError('not-readable', problem.message, {
      hint: `${shown} was not written over. Move it away, or export to another folder.`,
    });
  }
  return value?.text;
}
