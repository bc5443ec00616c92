import type { Table, TableFacet } from '../model';
import type { AttributeDiff, PartDiff } from './difference';
import { summarise } from './diff-columns';
import type { TableSide } from './table-sides';
import {
  collectEquivalences,
  differentAttribute,
  equivalentAttribute,
  unknownAttribute,
} from './table-sides';

/** Compares the options of two tables; AUTO_INCREMENT counters are never drift and never listed. */
export function diffOptions(from: TableSide, to: TableSide): readonly PartDiff[] {
  const parts: PartDiff[] = [];
  const compare = (
    name: string,
    facet: TableFacet,
    notePath: string,
    read: (table: Table) => string | undefined,
  ): void => {
    const a = read(from.normal);
    const b = read(to.normal);
    const statedA = read(from.stated);
    const statedB = read(to.stated);
    if (a === b && statedA === statedB) return;
    const stated = {
      ...(statedA === undefined ? {} : { from: statedA }),
      ...(statedB === undefined ? {} : { to: statedB }),
    };
    let attribute: AttributeDiff;
    if (!from.states(facet) || !to.states(facet)) {
      // A default that nobody wrote is no news.
      if (statedA === undefined && statedB === undefined) return;
      attribute = unknownAttribute(name, facet, statedA, statedB, 'One of the sources cannot state this.');
    } else if (a !== b) attribute = differentAttribute(name, facet, statedA ?? a, statedB ?? b);
    else
      attribute = equivalentAttribute(name, facet, statedA, statedB, collectEquivalences(from, to, notePath));
    parts.push({
      part: 'option',
      name,
      facet,
      status: summarise([attribute]),
      attributes: [attribute],
      ...stated,
    });
  };
  compare('engine', 'engine', 'options/engine', ({ options }) => options.engine);
  compare('charset', 'charset', 'options/charset', ({ options }) => options.charset);
  compare('collation', 'charset', 'options/charset', ({ options }) => options.collation);
  compare('comment', 'tableComment', 'options/comment', ({ options }) => options.comment);
  compare('row_format', 'tableOptions', 'options/rowFormat', ({ options }) => options.rowFormat);
  for (const name of optionNames(from, to)) {
    compare(name, 'tableOptions', 'options/options', ({ options }) => options.rest?.get(name));
  }
  compare('system_versioning', 'tableOptions', '', ({ systemVersioned }) =>
    systemVersioned ? 'WITH SYSTEM VERSIONING' : undefined,
  );
  compare('periods', 'tableOptions', '', ({ periods }) =>
    periods && periods.length > 0
      ? periods
          .map(({ name, start, end }) => `PERIOD FOR ${name} (${start}, ${end})`.toLowerCase())
          .join(', ')
      : undefined,
  );
  return parts;
}

function optionNames(from: TableSide, to: TableSide): readonly string[] {
  const a = from.stated.options.rest;
  const b = to.stated.options.rest;
  return a || b ? [...new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])].sort() : [];
}
