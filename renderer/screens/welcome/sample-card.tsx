import type { ReactElement } from 'react';
import { IconTestPipe } from '@tabler/icons-react';
import type { OutputOf } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { Card } from '../../primitives/card';
import css from './welcome-screen.module.css';

type Vendor = OutputOf<'trial.offer'>['servers'][number]['vendor'];

/** The sample: its files alone, or a copy with a private server where a program for one is installed. */
export function SampleCard(props: {
  /** True while something is being opened. */
  readonly busy: boolean;
  /** The vendor whose server is being started. */
  readonly trying: Vendor | undefined;
  readonly onOpen: (path: string) => void;
  readonly onTry: (vendor: Vendor) => void;
}): ReactElement {
  const { busy, trying, onOpen, onTry } = props;
  const info = useRead('app.info', {});
  const offer = useRead('trial.offer', {});
  const sample = info.data?.sample;
  return (
    <Card title="Try it">
      <div className={css['sample']}>
        <IconTestPipe size={22} className={css['sign']} aria-hidden="true" />
        <div>
          <strong>Lupopedia sync, the sample</strong>
          <p className={css['dim']}>
            A content platform whose schema is stated in five places that do not agree: 120 TOON files, a
            dump, migrations, a server, and documents.
          </p>
        </div>
      </div>
      <div className={css['choices']}>
        <Action
          look="main"
          disabled={sample === undefined || busy}
          onClick={() => {
            if (sample !== undefined) onOpen(sample);
          }}
        >
          Open the sample
        </Action>
        {offer.data?.servers.map(({ vendor, name }) => (
          <Action
            key={vendor}
            disabled={busy || info.data?.readOnly === true}
            onClick={() => {
              onTry(vendor);
            }}
          >
            {trying === vendor ? 'Starting…' : `With a private ${name}`}
          </Action>
        ))}
      </div>
      {offer.data !== undefined && (
        <p className={css['hint']}>
          {offer.data.servers.length === 0
            ? 'With mariadbd or mysqld on this machine, it could be tried on a private server, from the plan to the rollback.'
            : 'With a private server, the whole job can be tried, from the plan to the rollback. It listens on no port, and is gone with all that was made when you leave it.'}
        </p>
      )}
    </Card>
  );
}
