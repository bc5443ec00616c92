import { IconArrowsLeftRight, IconColumns, IconCopy, IconList, IconSql } from '@tabler/icons-react';
import type { DriftRow } from '../../shared/api';
import { quoteQualified } from '../../shared/sql/quote';
import { useApi } from '../api/api-context';
import { useMatrix } from '../api/use-matrix';
import type { MenuEntry } from '../primitives/context-menu';
import { copyText } from '../primitives/copy-button';
import { toMarkdown } from '../primitives/table-text';
import { factsToTable } from '../screens/table/fact-groups';
import { makePlace, placeOfObject } from '../state/place';
import { goTo } from '../state/use-place';
import { say } from '../state/window-store';

/** An object of a schema, wherever it is listed. */
export type ListedObject = Pick<DriftRow, 'object' | 'schema' | 'name'>;

const SIZE = 15;

/** What can be done with an object: the ways to it, and copies of its names, its DDL and its facts. */
export type ObjectEntries = Readonly<
  Record<
    'compare' | 'showDdl' | 'listDifferences' | 'plan' | 'copyName' | 'copySqlName' | 'copyDdl' | 'copyFacts',
    MenuEntry
  >
>;

/** The entries of an object's menu, for a menu to choose from; `listObjectEntries` takes all. */
export function useObjectMenu(): (object: ListedObject) => ObjectEntries {
  const api = useApi();
  const reference = useMatrix(false).data?.reference;
  const copyDdl = async (input: ListedObject): Promise<void> => {
    const { sources } = await api('source.ddl', { ...input, alone: true });
    const stated = sources.flatMap(({ source, text }) => (text === undefined ? [] : [{ source, text }]));
    const chosen = stated.find(({ source }) => source === reference) ?? stated[0];
    if (chosen === undefined) say(`No source states the DDL of ${input.name}.`);
    else await copyText(chosen.text, `the DDL of ${input.name} in ${chosen.source}`);
  };
  const copyFacts = async (input: ListedObject): Promise<void> => {
    const facts = await api('drift.object', { ...input, alone: true });
    await copyText(toMarkdown(factsToTable(facts, true)), `${input.name} side by side`);
  };
  return ({ object, schema, name }) => {
    const ref = { object, schema, name };
    const copied = (work: Promise<void>): void => {
      work.catch((error: unknown) => {
        say(`Nothing was copied: ${error instanceof Error ? error.message : String(error)}`);
      });
    };
    const copy = <IconCopy size={SIZE} />;
    return {
      compare: {
        title: 'Compare side by side',
        icon: <IconColumns size={SIZE} />,
        keys: 'Enter',
        run: () => {
          goTo(placeOfObject(ref));
        },
      },
      showDdl: {
        title: 'Show DDL',
        icon: <IconSql size={SIZE} />,
        run: () => {
          goTo(placeOfObject(ref, { view: 'ddl' }));
        },
      },
      listDifferences: {
        title: 'Its differences as a list',
        icon: <IconList size={SIZE} />,
        run: () => {
          goTo(makePlace('drift', [], { text: name, schema }));
        },
      },
      plan: {
        title: `Plan this ${object}`,
        icon: <IconArrowsLeftRight size={SIZE} />,
        run: () => {
          goTo(makePlace('sync', [], { schema, name }));
        },
      },
      copyName: { title: 'Copy name', icon: copy, line: true, run: () => void copyText(name, name) },
      copySqlName: {
        title: 'Copy name for SQL',
        icon: copy,
        run: () => {
          const text = quoteQualified(schema, name);
          void copyText(text, text);
        },
      },
      copyDdl: {
        title: 'Copy DDL',
        icon: copy,
        run: () => {
          copied(copyDdl(ref));
        },
      },
      copyFacts: {
        title: 'Copy as Markdown',
        icon: copy,
        run: () => {
          copied(copyFacts(ref));
        },
      },
    };
  };
}

/** All of it, in the order of a menu. */
export function listObjectEntries(entries: ObjectEntries): readonly MenuEntry[] {
  const { compare, showDdl, listDifferences, plan, copyName, copySqlName, copyDdl, copyFacts } = entries;
  return [compare, showDdl, listDifferences, plan, copyName, copySqlName, copyDdl, copyFacts];
}
