import type { ObjectDdl } from '../../../shared/api';
import type { MatrixRow } from '../../../shared/drift/build-matrix';
import { formatFlavor } from '../../../shared/model';
import type { Flavor, SchemaObject } from '../../../shared/model';
import {
  printEvent,
  printRoutine,
  printSequence,
  printTrigger,
  printView,
} from '../../../shared/sql/print-stored-object';
import { printCreateSchema } from '../../../shared/sql/print-schema';
import { printTableStatements } from '../../../shared/sql/print-table-statements';
import type { Comparison } from './comparison';
import { showOrigin } from './show-origin';

/** What is written for when no source names a server. */
const ASSUMED: Flavor = { vendor: 'mariadb', version: [10, 11, 0] };

/** An object as SQL for each source, printed in one manner for one flavor, so that only what is meant differs. */
export function describeObjectDdl(comparison: Comparison, row: MatrixRow): ObjectDdl {
  const flavor =
    comparison.sources.find(({ reading }) => reading.model.flavor)?.reading.model.flavor ?? ASSUMED;
  return {
    flavor: formatFlavor(flavor),
    sources: comparison.sources.map(({ id, prefix }) => {
      const object = row.objects.get(id);
      if (object === undefined) return { source: id };
      return { source: id, text: `${print(object, flavor)};\n`, at: showOrigin(object.origin, prefix) };
    }),
  };
}

function print(object: SchemaObject, flavor: Flavor): string {
  switch (object.kind) {
    case 'table':
      return printTableStatements(object, flavor, { counter: false }).join(';\n');
    case 'view':
      return printView(object, flavor);
    case 'trigger':
      return printTrigger(object, flavor);
    case 'procedure':
    case 'function':
      return printRoutine(object, flavor);
    case 'event':
      return printEvent(object, flavor);
    case 'sequence':
      return printSequence(object, flavor);
    case 'schema':
      return printCreateSchema(object, flavor);
  }
}
