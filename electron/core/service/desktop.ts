import { AppError } from '../../../shared/app-error';
import type { Vault } from '../passwords/password-store';

/** What only the desktop app can do for the core; there is none behind a browser and a terminal. */
export interface Desktop {
  /** Shows the system's dialog; undefined when the person closes it without choosing. */
  chooseFolder(): Promise<string | undefined>;
  /** Absent where the system can keep no secrets at all. */
  readonly vault?: Vault;
}

/** A question from the service's thread to the thread on which the desktop is. Plain data. */
export type DesktopQuestion =
  { readonly kind: 'choose-folder' } | { readonly kind: 'seal' | 'open'; readonly text: string };

/** What a desktop is like, as plain data. */
export interface DesktopTraits {
  readonly vault?: Pick<Vault, 'name' | 'isEncrypted'>;
}

/** Says what a desktop is like, for a thread that cannot have its functions. */
export function describeDesktop({ vault }: Desktop): DesktopTraits {
  return vault === undefined ? {} : { vault: { name: vault.name, isEncrypted: vault.isEncrypted } };
}

/** Has the desktop do what was asked. */
export async function answerQuestion(
  desktop: Desktop,
  question: DesktopQuestion,
): Promise<string | undefined> {
  if (question.kind === 'choose-folder') return desktop.chooseFolder();
  if (desktop.vault === undefined) throw new AppError('unsupported', 'This system keeps no passwords.');
  return question.kind === 'seal' ? desktop.vault.seal(question.text) : desktop.vault.open(question.text);
}

/** A desktop that is asked from elsewhere, through `ask`. */
export function makeRemoteDesktop(
  traits: DesktopTraits,
  ask: (question: DesktopQuestion) => Promise<string | undefined>,
): Desktop {
  const text = async (question: DesktopQuestion): Promise<string> => {
    const answer = await ask(question);
    if (answer === undefined) throw new AppError('internal', 'The system’s password store did not answer.');
    return answer;
  };
  return {
    chooseFolder: () => ask({ kind: 'choose-folder' }),
    ...(traits.vault === undefined
      ? {}
      : {
          vault: {
            ...traits.vault,
            seal: (plain) => text({ kind: 'seal', text: plain }),
            open: (sealed) => text({ kind: 'open', text: sealed }),
          },
        }),
  };
}
