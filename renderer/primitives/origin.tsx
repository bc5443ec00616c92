import type { ReactElement } from 'react';
import { IconCopy, IconExternalLink } from '@tabler/icons-react';
import clsx from 'clsx';
import type { Origin } from '../../shared/model';
import { openFile } from '../state/file-place';
import { useWindow } from '../state/window-store';
import { copyText } from './copy-button';
import { EditorLink } from './editor-link';
import { formatMoment } from './moment';
import css from './origin.module.css';

/** Plans date their origins by the day, so that two readings make the same plan: that is no time of reading. */
const DAY = /T00:00:00(?:\.0+)?Z$/;

/**
 * Where something is stated: a file's line, which a press shows, and whose signs copy it or open it in the chosen editor;
 * or a server and the time of reading.
 */
export function OriginText({ origin }: { readonly origin: Origin }): ReactElement {
  const hasEditor = useWindow((state) => state.preferences.editor !== 'none');
  if (origin.kind === 'server') {
    return (
      <span className={css['server']}>
        {origin.server}
        {!DAY.test(origin.readAt) && `, read ${formatMoment(origin.readAt)}`}
      </span>
    );
  }
  const { path, line } = origin;
  const place = `${path}:${String(line)}`;
  return (
    <span className={clsx(css['origin'], hasEditor && css['withEditor'])}>
      <button
        type="button"
        className={css['file']}
        title={`Open ${place}`}
        onClick={() => {
          openFile({ path, line });
        }}
      >
        <BreakablePath path={path} />:{line}
      </button>
      <button
        type="button"
        className={css['copy']}
        aria-label={`Copy ${place}`}
        title={`Copy ${place}`}
        onClick={() => void copyText(place, place)}
      >
        <IconCopy size={12} aria-hidden="true" />
      </button>
      <EditorLink place={origin} className={css['editor']}>
        {() => <IconExternalLink size={13} aria-hidden="true" />}
      </EditorLink>
    </span>
  );
}

/** A name that may wrap behind its underscores and dots. */
export function BreakableName({ name }: { readonly name: string }): ReactElement {
  const parts = name.split(/(?<=[_.])/);
  return (
    <>
      {parts.map((part, at) => (
        <span key={at}>
          {part}
          <wbr />
        </span>
      ))}
    </>
  );
}

const LONG_NAME = 24;

/** A path that may wrap behind its slashes, and behind the underscores of long names. */
export function BreakablePath({ path }: { readonly path: string }): ReactElement {
  const parts = path
    .split(/(?<=\/)/)
    .flatMap((name) => (name.length > LONG_NAME ? name.split(/(?<=_)/) : [name]));
  return (
    <>
      {parts.map((part, at) => (
        <span key={at}>
          {part}
          {at < parts.length - 1 && <wbr />}
        </span>
      ))}
    </>
  );
}

/** A word of so many signs does not fit into a narrow column, and wraps behind its underscores. */
const LONG_WORD = 17;

/** Schema text that may wrap behind its commas, its long words behind underscores, and elsewhere only when it must. */
export function BreakableText({ text }: { readonly text: string }): ReactElement {
  const parts = text
    .split(/(?<=[,\s])/)
    .flatMap((word) => (word.length > LONG_WORD ? word.split(/(?<=_)/) : [word]));
  return (
    <>
      {parts.map((part, at) => (
        <span key={at}>
          {part}
          {at < parts.length - 1 && <wbr />}
        </span>
      ))}
    </>
  );
}
