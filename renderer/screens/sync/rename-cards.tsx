import type { ReactElement } from 'react';
import { IconArrowRight } from '@tabler/icons-react';
import type { OutputOf } from '../../../shared/api';
import { Action } from '../../primitives/action';
import { confirmRename, keyOfRename, type ConfirmedRename, type PlanChoices } from './plan-choices';
import css from './sync.module.css';

type Candidate = OutputOf<'plan.build'>['renameCandidates'][number];

/** Renames that look likely, each with its evidence, waiting for a yes; and those that were confirmed. */
export function RenameCards(props: {
  readonly candidates: readonly Candidate[];
  readonly choices: PlanChoices;
  readonly onChange: (change: (choices: PlanChoices) => PlanChoices) => void;
}): ReactElement | null {
  const { candidates, choices, onChange } = props;
  const confirmed = new Set(choices.renames.map(keyOfRename));
  const open = candidates.flatMap((candidate) => {
    const rename = renameOf(candidate);
    return confirmed.has(keyOfRename(rename)) ? [] : [{ rename, candidate }];
  });
  if (open.length === 0 && choices.renames.length === 0) return null;
  return (
    <section className={css['renames']} aria-label="Renames">
      {open.length > 0 && (
        <p className={css['renameLead']}>
          {open.length === 1 ? 'One pair looks' : `${String(open.length)} pairs look`} renamed. Confirm what
          was: the rows then stay where they are.
        </p>
      )}
      <ul>
        {choices.renames.map((rename) => (
          <li key={keyOfRename(rename)} className={css['rename']}>
            <RenameWords rename={rename} />
            <span className={css['evidence']}>confirmed</span>
            <Action
              look="quiet"
              onClick={() => {
                onChange((now) => confirmRename(now, rename, false));
              }}
            >
              Take back
            </Action>
          </li>
        ))}
        {open.map(({ rename, candidate }) => (
          <li key={keyOfRename(rename)} className={css['rename']}>
            <RenameWords rename={rename} />
            <span className={css['evidence']}>{candidate.evidence.join(', ')}</span>
            <Action
              onClick={() => {
                onChange((now) => confirmRename(now, rename, true));
              }}
              aria-label={`Confirm that ${rename.from} was renamed to ${rename.to}`}
            >
              It was renamed
            </Action>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RenameWords({ rename }: { readonly rename: ConfirmedRename }): ReactElement {
  return (
    <span className={css['renameNames']}>
      <span className={css['kind']}>{rename.kind}</span>
      {rename.kind !== 'table' && <code>{rename.table}.</code>}
      <code>{rename.from}</code>
      <IconArrowRight size={13} aria-label="to" />
      <code>{rename.to}</code>
    </span>
  );
}

function renameOf({ kind, schema, table, from, to }: Candidate): ConfirmedRename {
  return kind === 'table' ? { kind, schema, from, to } : { kind, schema, table: table ?? '', from, to };
}
