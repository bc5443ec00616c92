import type { ReactElement, ReactNode } from 'react';
import { EDITORS, editorAddress, type FileLine } from '../../shared/editor-address';
import { useRead } from '../api/api-context';
import { useWindow } from '../state/window-store';

/**
 * A link that opens a line of a file of the workspace in the person's editor: the system starts it, not Tidemark.
 * Nothing where no editor was chosen in Settings.
 */
export function EditorLink(props: {
  readonly place: FileLine;
  readonly className?: string | undefined;
  /** What is seen; it is heard, and told when it is pointed at, as `Open a.sql:12 in VS Code`. */
  readonly children: (editor: string) => ReactNode;
}): ReactElement | null {
  const { place } = props;
  const editor = useWindow((state) => state.preferences.editor);
  const root = useRead('workspace.open', {}, false).data?.root;
  if (editor === 'none' || root === undefined) return null;
  const address = editorAddress(editor, root, place);
  if (address === undefined) return null;
  const name = EDITORS[editor];
  const says = `Open ${place.path}:${String(place.line)} in ${name}`;
  return (
    <a href={address} className={props.className} title={says} aria-label={says}>
      {props.children(name)}
    </a>
  );
}
