import type { ReactElement } from 'react';
import { Modal } from '@mantine/core';
import { useRead } from '../api/api-context';
import { LazyFileView } from '../code/lazy-code';
import { CopyButton } from '../primitives/copy-button';
import { EditorLink } from '../primitives/editor-link';
import { formatCount } from '../primitives/drift-words';
import { BreakablePath } from '../primitives/origin';
import { ErrorState, SkeletonRows } from '../primitives/states';
import { useWindow } from '../state/window-store';
import { closeFile, useFilePlace, type FilePlace } from '../state/file-place';
import css from './file-dialog.module.css';

/** The file that somebody opened at a line, over the window; nothing while none is open. */
export function FileDialog(): ReactElement | null {
  const shown = useFilePlace((state) => state.shown);
  return shown === undefined ? null : <OpenFile key={`${shown.path}:${String(shown.line)}`} {...shown} />;
}

function OpenFile({ path, line }: FilePlace): ReactElement {
  const file = useRead('source.file', { path, line });
  const hasEditor = useWindow((state) => state.preferences.editor !== 'none');
  const place = `${path}:${String(line)}`;
  return (
    <Modal.Root opened onClose={closeFile} centered size="60rem">
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <div className={css['head']}>
            <Modal.Title className={css['title']}>
              <BreakablePath path={path} />:{line}
            </Modal.Title>
            <EditorLink place={{ path, line }} className={css['editor']}>
              {(editor) => `Open in ${editor}`}
            </EditorLink>
            <CopyButton label={`Copy ${place}`} words="Copy file and line" text={place} />
            <Modal.CloseButton aria-label="Close" />
          </div>
          {file.isError ? (
            <ErrorState
              title="The file cannot be shown"
              error={file.error}
              retry={() => void file.refetch()}
            />
          ) : (
            <>
              <div className={css['text']}>
                {file.data === undefined ? (
                  <SkeletonRows rows={18} />
                ) : (
                  <LazyFileView
                    label={place}
                    lines={file.data.lines}
                    firstLine={file.data.firstLine}
                    line={line}
                  />
                )}
              </div>
              <p className={css['note']}>
                {file.data === undefined
                  ? 'Reading…'
                  : file.data.isWhole
                    ? hasEditor
                      ? 'To read. Change it in your editor; Tidemark follows.'
                      : 'To read. Change it in your editor, which Settings can open from here; Tidemark follows.'
                    : `Lines ${formatCount(file.data.firstLine)} to ${formatCount(file.data.firstLine + file.data.lines.length - 1)} of ${formatCount(file.data.totalLines)}; lines of more than 4,000 characters are cut.`}
              </p>
            </>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
