/** A path below the workspace as seen from its root, with forward slashes; others stay as they are. */
export function relativeTo(root: string, path: string): string {
  const plain = path.replaceAll('\\', '/');
  const top = root.replaceAll('\\', '/').replace(/\/$/, '');
  return plain.startsWith(`${top}/`) ? plain.slice(top.length + 1) : plain;
}
