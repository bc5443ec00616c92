import type { ReactElement } from 'react';
import type { DriftRow } from '../../shared/api';

type Status = DriftRow['status'];

const WORDS: Readonly<Record<Status, string>> = {
  equal: 'equal',
  equivalent: 'same meaning',
  different: 'different',
  missing: 'missing',
  extra: 'extra',
  unknown: 'unknown',
};

/** A drift status in colour and shape, and as a word: in sight, or for screen readers only. */
export function StatusSign(props: { readonly status: Status; readonly word?: boolean }): ReactElement {
  const { status, word = true } = props;
  return (
    <span className={`status ${status}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {SHAPES[status]}
      </svg>
      <span className={word ? '' : 'only-heard'}>{WORDS[status]}</span>
    </span>
  );
}

const SHAPES: Readonly<Record<Status, ReactElement>> = {
  equal: <circle cx="6" cy="6" r="2" fill="currentColor" />,
  equivalent: (
    <path
      d="M2 4.8c1.5-1.4 2.700-1.4 4 0s2.5 1.4 4 0M2 8.6c1.5-1.4 2.700-1.4 4 0s2.5 1.4 4 0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
    />
  ),
  different: <path d="M6 1l5 5-5 5-5-5z" fill="currentColor" />,
  missing: <rect x="2" y="2" width="8" height="8" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  extra: <path d="M6 1.5v9M1.5 6h9" stroke="currentColor" strokeWidth="2" />,
  unknown: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeDasharray="2 1.6" />,
};
