import { chmod, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../../shared/app-error';
import { writeFileAtomic } from '../files/write-file-atomic';
import type { ConnectionTarget } from '../mysql/connection-target';
import { describeTarget } from '../mysql/connection-target';
import { preferencesPath } from '../preferences/preferences-file';

/** Seals texts so that only this person, on this machine, can open them again: the operating system's store. */
export interface Vault {
  /** What people call it: `the macOS keychain`. */
  readonly name: string;
  /** False where the system has no such store, and a sealed text can be read by whoever reads the file. */
  readonly isEncrypted: boolean;
  /** Seals a text; what it answers is text too. */
  seal(text: string): Promise<string>;
  /** Opens a sealed text. Rejects when it was sealed elsewhere. */
  open(sealed: string): Promise<string>;
}

/** Where a password is kept: until the program ends, or from one start to the next. */
export type PasswordPlace = 'session' | 'store';

const fileSchema = z.strictObject({
  version: z.literal(1),
  passwords: z.record(z.string().max(2000), z.string().max(20_000)),
});

/** The file of sealed passwords, beside what the window remembers. */
export function passwordsPath(environment: NodeJS.ProcessEnv = process.env): string {
  return join(dirname(preferencesPath(environment)), 'passwords.json');
}

/**
 * Passwords that a person gave in the window. They are kept by account and server, never by a source's id: a
 * tidemark.yaml from elsewhere that names another server must not be handed what belongs to this one.
 */
export class PasswordStore {
  readonly #session = new Map<string, string>();

  constructor(
    readonly vault: Vault | undefined,
    private readonly path = passwordsPath(),
  ) {}

  /** The password that is kept for an account on a server; undefined when there is none, or it cannot be opened. */
  async find(target: ConnectionTarget): Promise<string | undefined> {
    const key = passwordKey(target);
    const known = this.#session.get(key);
    if (known !== undefined || this.vault === undefined) return known;
    const sealed = (await this.#read()).get(key);
    if (sealed === undefined) return undefined;
    const password = await this.vault.open(sealed).catch(() => undefined);
    if (password !== undefined) this.#session.set(key, password);
    return password;
  }

  /** Where the account's password is kept, if it is. */
  async whereIs(target: ConnectionTarget): Promise<PasswordPlace | undefined> {
    const key = passwordKey(target);
    if (this.vault !== undefined && (await this.#read()).has(key)) return 'store';
    return this.#session.has(key) ? 'session' : undefined;
  }

  /**
   * Keeps a password. In a store that does not encrypt only with consent. Throws AppError `unsupported` without a
   * store, `invalid-input` without that consent, `not-readable` when the file cannot be written.
   */
  async keep(
    target: ConnectionTarget,
    password: string,
    place: PasswordPlace,
    consent: { readonly plainText: boolean },
  ): Promise<void> {
    const key = passwordKey(target);
    if (place === 'store') {
      const { vault } = this;
      if (vault === undefined) {
        throw new AppError(
          'unsupported',
          'Passwords cannot be stored here: only the desktop app can do that.',
          {
            hint: 'Keep it until Tidemark ends, or put it into ~/.my.cnf or TIDEMARK_PASSWORD.',
          },
        );
      }
      if (!vault.isEncrypted && !consent.plainText) {
        throw new AppError('invalid-input', `${vault.name} would hold the password in plain text.`, {
          hint: 'Agree to that, or keep the password only until Tidemark ends.',
        });
      }
      const kept = await this.#read();
      kept.set(key, await vault.seal(password));
      await this.#write(kept);
    }
    this.#session.set(key, password);
  }

  /** Forgets what is kept for an account on a server, everywhere. */
  async forget(target: ConnectionTarget): Promise<void> {
    const key = passwordKey(target);
    this.#session.delete(key);
    const kept = await this.#read();
    if (kept.delete(key)) await this.#write(kept);
  }

  /** Every password that was used or given since the start, to be taken out of errors and logs. */
  secrets(): Iterable<string> {
    return this.#session.values();
  }

  async #read(): Promise<Map<string, string>> {
    try {
      const { passwords } = fileSchema.parse(JSON.parse(await readFile(this.path, 'utf8')));
      return new Map(Object.entries(passwords));
    } catch {
      // Absent or damaged: what cannot be read is asked for again.
      return new Map();
    }
  }

  async #write(kept: ReadonlyMap<string, string>): Promise<void> {
    const text = JSON.stringify({ version: 1, passwords: Object.fromEntries(kept) }, null, 2);
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    await writeFileAtomic(this.path, `${text}\n`, { mode: 0o600 });
    // An older file may have been open to others.
    await chmod(this.path, 0o600).catch(() => undefined);
  }
}

/** One account at one server, by the way that leads there. */
function passwordKey(target: ConnectionTarget): string {
  const { ssh } = target;
  if (ssh === undefined) return describeTarget(target);
  return `${describeTarget(target)} through ${ssh.user ?? ''}@${ssh.host}:${String(ssh.port ?? 22)}`;
}
