import { formatFlavor } from '../../../shared/model';
import type { Flavor, SchemaModel, Table } from '../../../shared/model';
import { encodeSnapshot } from '../../../shared/snapshot';
import { findUnsupported } from '../../../shared/sql/find-unsupported';
import { printModel } from '../../../shared/sql/print-model';
import { fileNameOf } from '../../../toon/file-name';
import { writeToonTable } from '../../../toon/write-table';
import { describeModelAsMarkdown } from './export-markdown';

/** A form that a source can be written in. */
export type ExportForm = 'toon' | 'sql' | 'markdown' | 'json';

/** What is to be written: one file, or one for each table. */
export interface ExportPlan {
  readonly files: readonly {
    /** Relative to the folder that was named; '' for the file that was named. */
    readonly name: string;
    /** Makes the text; `previous` is what the file holds now, when it is there. */
    readonly write: (previous: string | undefined) => string;
  }[];
  /** What the form cannot hold, each with its reason. */
  readonly lost: readonly string[];
}

/** Says what has to be written for a model in a form. `flavor` is the server that SQL is written for. */
export function planExport(
  model: SchemaModel,
  form: ExportForm,
  flavor: Flavor,
  about: { readonly source: string; readonly readAt: string; readonly fingerprint: string },
): ExportPlan {
  switch (form) {
    case 'sql':
      return {
        files: [{ name: '', write: () => printModel(model, flavor, { counter: false }) }],
        lost: tablesOf(model).flatMap((table) =>
          findUnsupported(table, flavor).map(
            ({ what, reason }) => `${table.name}, ${what}: ${reason} (${formatFlavor(flavor)})`,
          ),
        ),
      };
    case 'json':
      return {
        files: [
          {
            name: '',
            write: () =>
              encodeSnapshot({
                takenAt: about.readAt,
                source: about.source,
                fingerprint: about.fingerprint,
                model,
              }),
          },
        ],
        lost: [],
      };
    case 'markdown':
      return { files: [{ name: '', write: () => describeModelAsMarkdown(model, about.source) }], lost: [] };
    case 'toon':
      return planToon(model);
  }
}

function planToon(model: SchemaModel): ExportPlan {
  const taken = new Set<string>();
  const lost: string[] = [];
  const files = tablesOf(model).map((table) => {
    lost.push(...lossesOf(table));
    // Two schemas may have one table name, and many disks do not tell upper from lower case.
    let name = fileNameOf(table.name);
    for (let next = 2; taken.has(name.toLowerCase()); next += 1)
      name = `${fileNameOf(table.name)}~${String(next)}`;
    taken.add(name.toLowerCase());
    return { name: `${name}.toon`, write: (previous: string | undefined) => writeToonTable(table, previous) };
  });
  for (const schema of model.schemas) {
    const others = [schema.views, schema.triggers, schema.routines, schema.events, schema.sequences].flat();
    lost.push(...others.map((object) => `${object.kind} ${object.name}: TOON files hold tables only.`));
  }
  return { files, lost };
}

function lossesOf(table: Table): string[] {
  const parts: [number, string][] = [
    [table.foreignKeys.length, 'foreign keys'],
    [table.checks.length, 'checks'],
    [table.partitioning ? 1 : 0, 'partitions'],
  ];
  return parts.flatMap(([count, what]) =>
    count === 0 ? [] : [`${table.name}, ${what}: a TOON file does not state them.`],
  );
}

function tablesOf(model: SchemaModel): readonly Table[] {
  return model.schemas.flatMap((schema) => schema.tables);
}
