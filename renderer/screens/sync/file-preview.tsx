import { useState, type ReactElement } from 'react';
import { Switch } from '@mantine/core';
import type { OutputOf } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import { LazySqlDiff } from '../../code/lazy-code';
import { ErrorState, SkeletonRows } from '../../primitives/states';
import css from './files-sync.module.css';

const WORDS = {
  created: 'does not exist yet · as it will be',
  changed: 'as it is · as it will be',
  removed: 'as it is · it will be taken away',
} as const;

/** A file as it is beside what it would become. */
export function FilePreview(props: {
  readonly file: OutputOf<'follow.files'>['files'][number];
  readonly pair: { readonly target: string; readonly follow: string; readonly remove: boolean };
}): ReactElement {
  const { file, pair } = props;
  const [fold, setFold] = useState(true);
  const preview = useRead('follow.preview', { ...pair, path: file.path });
  return (
    <section className={css['preview']} aria-label={`What becomes of ${file.path}`}>
      <header className={css['head']}>
        <span>{WORDS[file.change]}</span>
        <Switch
          label="Only what changes"
          checked={fold}
          onChange={(event) => {
            setFold(event.currentTarget.checked);
          }}
        />
      </header>
      {preview.isError ? (
        <ErrorState
          title="What would be written cannot be shown"
          error={preview.error}
          retry={() => void preview.refetch()}
        />
      ) : preview.data === undefined ? (
        <SkeletonRows rows={12} />
      ) : (
        <div className={css['text']}>
          <LazySqlDiff
            left={{ name: `${file.path}, as it is`, text: preview.data.before ?? '' }}
            right={{ name: `${file.path}, as it will be`, text: preview.data.after ?? '' }}
            fold={fold}
          />
        </div>
      )}
    </section>
  );
}
