import { userInfo } from 'node:os';

/** Who the system says is at work; `unknown` where it has no name for them. */
export function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
