import type { ReactElement } from 'react';
import type { ConnectionTestView } from '../../../shared/api';
import type { AppError } from '../../../shared/app-error';
import { CopyButton } from '../../primitives/copy-button';
import { countOf, listWords } from '../../primitives/drift-words';
import { formatDuration } from '../../primitives/moment';
import { Notice } from '../plan/notice';
import css from './connection.module.css';

const SHOWN_SCHEMAS = 12;

/** The plain answer of a connection test: who is known there, on what, and what the account may not see. */
export function ConnectionAnswer(props: {
  readonly found: ConnectionTestView | undefined;
  readonly error: AppError | null;
}): ReactElement | null {
  const { found, error } = props;
  if (error !== null)
    return (
      <Notice tone="bad" hint={error.more.hint}>
        {error.message}
      </Notice>
    );
  if (found === undefined) return null;
  const { schemas, absentSchemas, missingGrants } = found;
  const names = schemas.slice(0, SHOWN_SCHEMAS);
  const more = schemas.length - names.length;
  return (
    <div role="status" className={css['answer']}>
      <Notice tone={absentSchemas.length > 0 || missingGrants.length > 0 ? 'warn' : 'good'}>
        It answers: {nameServer(found)} at {found.server}, {found.encrypted ? 'encrypted' : 'not encrypted'}
        {found.readOnlyServer ? ', read-only' : ''}, in {formatDuration(found.milliseconds)}. You are{' '}
        <code>{found.account}</code> there
        {schemas.length === 0
          ? ', and see no schema.'
          : ` and see ${countOf(schemas.length, 'schema')}: ${listWords(more > 0 ? [...names, `${String(more)} more`] : names)}.`}
      </Notice>
      {absentSchemas.length > 0 && (
        <p>
          There is no {listWords(absentSchemas)}, or the account may not see{' '}
          {absentSchemas.length === 1 ? 'it' : 'them'}.
        </p>
      )}
      {missingGrants.length > 0 && (
        <ul aria-label="Missing grants">
          {missingGrants.map(({ schema, privilege, consequence, remedy }) => (
            <li key={`${schema} ${privilege} ${remedy}`}>
              In <code>{schema}</code>, {consequence}. An administrator can run{' '}
              <code className={css['remedy']}>{remedy}</code>
              <CopyButton label={`Copy the grant of ${privilege} on ${schema}`} text={remedy} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function nameServer({ flavor, version }: ConnectionTestView): string {
  const vendor = flavor.startsWith('mariadb') ? 'MariaDB' : 'MySQL';
  return `${vendor} ${/^[\d.]+/.exec(version)?.[0] ?? version}`;
}
