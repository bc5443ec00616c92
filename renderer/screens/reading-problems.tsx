import type { ReactElement } from 'react';
import type { Diagnostic } from '../../shared/model';
import type { WorkspaceView } from '../../shared/api';
import type { Matrix } from '../api/use-matrix';
import { Action } from '../primitives/action';
import { countOf } from '../primitives/drift-words';
import { OriginText } from '../primitives/origin';
import { makePlace } from '../state/place';
import { goTo } from '../state/use-place';
import { showProblems } from '../state/window-store';
import css from './reading-problems.module.css';

const SHOWN = 4;

/** The mistakes of tidemark.yaml for which something that it says is left out. */
export function errorsOfConfig(workspace: WorkspaceView): readonly Diagnostic[] {
  return workspace.diagnostics.filter(({ severity }) => severity === 'error');
}

/**
 * What keeps this screen from telling all: mistakes in tidemark.yaml, each with its way out and its line, and sources
 * that could not be read. Nothing where there is none.
 */
export function ReadingProblems(props: {
  readonly workspace: WorkspaceView;
  readonly matrix: Matrix | undefined;
}): ReactElement | null {
  const { workspace, matrix } = props;
  const errors = errorsOfConfig(workspace);
  const failed = matrix?.failed ?? [];
  if (errors.length === 0 && failed.length === 0) return null;
  return (
    <div className={css['problems']} role="alert">
      {errors.length > 0 && (
        <section>
          <p className={css['sentence']}>
            {countOf(errors.length, 'mistake')} in tidemark.yaml: what cannot be followed is left out.
            Tidemark reads the file again when it is changed.
          </p>
          <ul>
            {errors.slice(0, SHOWN).map(({ message, hint, location }, at) => (
              <li key={at} className={css['line']}>
                {location !== undefined && <OriginText origin={location} />}
                <span>
                  {message}
                  {hint !== undefined && <span className={css['hint']}>{hint}</span>}
                </span>
              </li>
            ))}
          </ul>
          {errors.length > SHOWN && (
            <Action look="quiet" onClick={showProblems}>
              All {countOf(errors.length, 'mistake')}
            </Action>
          )}
        </section>
      )}
      {failed.map(({ source, error }) => (
        <p key={source}>
          <button
            type="button"
            className={css['source']}
            onClick={() => {
              goTo(makePlace('settings', ['sources'], { source }));
            }}
          >
            {source}
          </button>{' '}
          was not read: {error.message} {error.hint}
        </p>
      ))}
    </div>
  );
}
