import type { ReactElement } from 'react';

/** Tidemark's sign: a ring that a tide has reached. */
export function WaveMark({ size = 18 }: { readonly size?: number }): ReactElement {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      style={{ color: 'var(--tide)', flex: 'none' }}
    >
      <path
        d="M3.200 12a8.800 8.800 0 0 1 17.600 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.400"
        strokeLinecap="round"
      />
      <path
        d="M3.200 12c1.500 1.900 3.300 1.900 4.700.6s2.900-1.300 4.200 0 2.800 1.300 4.200 0 3-1.300 4.500-.6a8.800 8.800 0 0 1-17.600 0z"
        fill="currentColor"
      />
    </svg>
  );
}
