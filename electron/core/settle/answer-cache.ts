import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { formatFlavor } from '../../../shared/model';
import type { Flavor } from '../../../shared/model';
import { cacheFolder } from '../scratch';

/** What a server said about one object: which attributes it stores differently, or why it took neither. */
export type Answer =
  | { readonly kind: 'read'; readonly differing: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

const fileSchema = z.strictObject({
  version: z.literal(1),
  answers: z.array(
    z.tuple([
      z.string(),
      z.union([
        z.strictObject({ kind: z.literal('read'), differing: z.array(z.string()).readonly() }),
        z.strictObject({ kind: z.literal('refused'), reason: z.string() }),
      ]),
    ]),
  ),
});

/** Older answers go first; each is some hundred bytes. */
const MAXIMUM_ANSWERS = 20_000;

/** The same question of the same server version has the same key, on every machine. */
export function answerKey(flavor: Flavor, ...texts: readonly string[]): string {
  const hash = createHash('sha256').update(formatFlavor(flavor));
  for (const text of texts) hash.update('\0').update(text);
  return hash.digest('hex').slice(0, 40);
}

/** Answers of one flavor, kept in the user's cache folder. A file that is not readable is as good as none. */
export class AnswerCache {
  readonly #path: string;
  readonly #answers = new Map<string, Answer>();
  #changed = false;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Opens the cache of one flavor. Never throws. */
  static async open(flavor: Flavor, folder = join(cacheFolder(), 'settled')): Promise<AnswerCache> {
    const cache = new AnswerCache(join(folder, `${flavor.vendor}-${flavor.version.join('.')}.json`));
    for (const [key, answer] of await cache.#read()) cache.#answers.set(key, answer);
    return cache;
  }

  get(key: string): Answer | undefined {
    return this.#answers.get(key);
  }

  set(key: string, answer: Answer): void {
    this.#answers.set(key, answer);
    this.#changed = true;
  }

  /** Writes what is new, whole or not at all, on top of what others wrote meanwhile. Never throws. */
  async save(): Promise<void> {
    if (!this.#changed) return;
    const merged = new Map([...(await this.#read()), ...this.#answers]);
    const answers = [...merged].slice(-MAXIMUM_ANSWERS);
    const temporary = `${this.#path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
      await writeFile(temporary, JSON.stringify({ version: 1, answers }), { mode: 0o600 });
      await rename(temporary, this.#path);
      this.#changed = false;
    } catch {
      // A cache that cannot be kept only costs time.
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  async #read(): Promise<readonly (readonly [string, Answer])[]> {
    try {
      return fileSchema.parse(JSON.parse(await readFile(this.#path, 'utf8'))).answers;
    } catch {
      return [];
    }
  }
}
