/** The editors that open a file by an address of their own, and what they are called. */
export const EDITORS = {
  vscode: 'VS Code',
  vscodium: 'VSCodium',
  cursor: 'Cursor',
  zed: 'Zed',
  idea: 'IntelliJ IDEA',
  phpstorm: 'PhpStorm',
} as const;

/** An editor that can be chosen. */
export type EditorId = keyof typeof EDITORS;

/** Every editor, in the order in which they are offered. */
export const EDITOR_IDS = Object.keys(EDITORS) as [EditorId, ...EditorId[]];

/** A line of a file, counted from 1. */
export interface FileLine {
  readonly path: string;
  readonly line: number;
}

/** JetBrains' editors take path and line as a query; the others as `file/PATH:LINE`. */
const QUERY_EDITORS: ReadonlySet<EditorId> = new Set(['idea', 'phpstorm']);

/**
 * The address that opens a line in an editor: `vscode://file/home/you/app.sql:12`. `path` is below the folder `root`
 * (absolute, of any system), or absolute itself. undefined for a path that leaves the root by `..` or holds what no
 * file's name does: such an address could open something else than what is shown.
 */
export function editorAddress(editor: EditorId, root: string, { path, line }: FileLine): string | undefined {
  const plain = path.replaceAll('\\', '/');
  const isAbsolute = /^(?:\/|[A-Za-z]:\/)/.test(plain);
  const whole = isAbsolute ? plain : `${root.replaceAll('\\', '/').replace(/\/$/, '')}/${plain}`;
  if (!isPath(whole) || !Number.isInteger(line) || line < 1) return undefined;
  const place = whole
    .replace(/^\//, '')
    .split('/')
    .map((name, at) => (at === 0 && /^[A-Za-z]:$/.test(name) ? name : encodeURIComponent(name)))
    .join('/');
  if (!QUERY_EDITORS.has(editor)) return `${editor}://file/${place}:${String(line)}`;
  return `${editor}://open?file=${whole.startsWith('/') ? '/' : ''}${place}&line=${String(line)}`;
}

/** True for an address of the very form that `editorAddress` makes: nothing else may leave the desktop app's page. */
export function isEditorAddress(address: string): boolean {
  const found =
    /^([a-z]+):\/\/(?:file\/((?:[A-Za-z]:\/)?[\w.!~*'()%/-]+):\d{1,9}|open\?file=(\/?(?:[A-Za-z]:\/)?[\w.!~*'()%/-]+)&line=\d{1,9})$/.exec(
      address,
    );
  const editor = EDITOR_IDS.find((id) => id === found?.[1]);
  if (found === null || editor === undefined) return false;
  const [, , inPath, inQuery] = found;
  if (QUERY_EDITORS.has(editor) !== (inQuery !== undefined)) return false;
  try {
    const path = decodeURIComponent(inPath ?? inQuery ?? '');
    if (inPath === undefined) return isPath(path);
    return isPath(/^[A-Za-z]:\//.test(path) ? path : `/${path}`);
  } catch {
    return false;
  }
}

function isPath(path: string): boolean {
  // A UNC path names another machine, whose answer to being asked may be given the person's credentials.
  if (path.length > 4096 || path.startsWith('//') || !/^(?:\/|[A-Za-z]:\/)./.test(path)) return false;
  // No file that a person opens has one in its name.
  if (/[\p{Cc}\p{Surrogate}]/u.test(path)) return false;
  return !path.split('/').includes('..');
}
