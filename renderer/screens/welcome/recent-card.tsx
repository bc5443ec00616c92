import type { ReactElement } from 'react';
import { IconClock } from '@tabler/icons-react';
import { Action } from '../../primitives/action';
import { Card } from '../../primitives/card';
import { formatMoment } from '../../primitives/moment';
import { BreakablePath } from '../../primitives/origin';
import { remember, say, useWindow } from '../../state/window-store';
import css from './welcome-screen.module.css';

/** Workspaces that were open before, the latest first, and the way to forget them. */
export function RecentCard(props: {
  readonly busy: boolean;
  /** The root of the workspace that is open. */
  readonly open: string | undefined;
  readonly onOpen: (root: string) => void;
}): ReactElement {
  const { busy, open, onOpen } = props;
  const recent = useWindow((state) => state.preferences.recent);
  return (
    <Card
      title="Recent"
      aside={
        recent.length > 0 && (
          <Action
            look="quiet"
            onClick={() => {
              remember({ recent: [] });
              say('The recent workspaces are forgotten.', () => {
                remember({ recent });
              });
            }}
          >
            Forget them
          </Action>
        )
      }
      flush
    >
      {recent.length === 0 ? (
        <p className={css['none']}>Workspaces that you open stand here.</p>
      ) : (
        <ul>
          {recent.slice(0, 8).map(({ root, name, openedAt }) => (
            <li key={root}>
              <button
                type="button"
                className={css['recent']}
                disabled={busy}
                onClick={() => {
                  onOpen(root);
                }}
              >
                <IconClock size={15} aria-hidden="true" />
                <span>
                  <strong>{name}</strong>
                  <span className={css['root']}>
                    <BreakablePath path={root} />
                  </span>
                </span>
                <span className={css['dim']}>{root === open ? 'open' : formatMoment(openedAt)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
