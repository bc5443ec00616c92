import type { ReactElement } from 'react';
import clsx from 'clsx';
import { STATUS_WORDS, type Status } from './drift-words';
import css from './status-glyph.module.css';

/**
 * A drift status as colour and shape, and as a word: in sight with `word`, for screen readers only without.
 * `mute` leaves the word out where the text beside says it anyway.
 */
export function StatusGlyph(props: {
  readonly status: Status;
  readonly word?: boolean;
  readonly mute?: boolean;
  readonly className?: string | undefined;
}): ReactElement {
  const { status, word = false, mute = false } = props;
  return (
    <span className={clsx(css['glyph'], css[status], props.className)}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {SHAPES[status]}
      </svg>
      {!mute && <span className={word ? css['word'] : 'only-heard'}>{STATUS_WORDS[status]}</span>}
    </span>
  );
}

const SHAPES: Readonly<Record<Status, ReactElement>> = {
  equal: <circle cx="6" cy="6" r="2.2" fill="currentColor" />,
  equivalent: (
    <path
      d="M1.800 4.700c1.400-1.500 2.800-1.500 4.200-.2s2.800 1.300 4.200-.2M1.800 8.300c1.400-1.500 2.800-1.500 4.200-.2s2.800 1.300 4.200-.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
    />
  ),
  different: <path d="M6 .8 11.200 6 6 11.200.8 6z" fill="currentColor" />,
  missing: (
    <rect
      x="1.900"
      y="1.900"
      width="8.200"
      height="8.200"
      rx="1"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.800"
    />
  ),
  extra: (
    <path d="M6 1.400v9.200M1.400 6h9.200" stroke="currentColor" strokeWidth="2.200" strokeLinecap="round" />
  ),
  unknown: (
    <circle
      cx="6"
      cy="6"
      r="4.300"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.300"
      strokeDasharray="2 1.380"
    />
  ),
};
