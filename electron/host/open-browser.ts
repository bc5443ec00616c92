import { spawn } from 'node:child_process';

/** Opens an address in the default browser. False where there is no display to show it on. */
export function openBrowser(link: string): boolean {
  const { platform, env } = process;
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined)
    return false;
  const [command, args] =
    platform === 'darwin'
      ? ['open', [link]]
      : platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', link]]
        : ['xdg-open', [link]];
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  // No browser opener installed: the printed address is the way.
  child.on('error', () => undefined);
  child.unref();
  return true;
}
