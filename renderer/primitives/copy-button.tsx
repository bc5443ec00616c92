import { useState, type ReactElement } from 'react';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { say, writeLog } from '../state/window-store';
import { Action } from './action';

const SHOWN_MS = 1500;

/** Puts text on the clipboard and says so for a moment. `words` stand beside the sign; without them `label` is heard. */
export function CopyButton(props: {
  readonly label: string;
  readonly text: string | (() => string);
  readonly words?: string;
}): ReactElement {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (!(await copyText(typeof props.text === 'string' ? props.text : props.text()))) return;
    setCopied(true);
    setTimeout(() => {
      setCopied(false);
    }, SHOWN_MS);
  };
  return (
    <Action
      look="quiet"
      title={props.label}
      aria-label={copied ? 'Copied' : props.label}
      icon={copied ? <IconCheck size={14} aria-hidden="true" /> : <IconCopy size={14} aria-hidden="true" />}
      onClick={() => void copy()}
    >
      {props.words}
    </Action>
  );
}

const NAMED = 60;

/**
 * Puts text on the clipboard; false, and a line in the log, when the system does not let it. `what` names it for the
 * status bar, where a press shows nothing by itself.
 */
export async function copyText(text: string, what?: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    if (what !== undefined) say(`Copied ${what.length > NAMED ? `${what.slice(0, NAMED)}…` : what}`);
    return true;
  } catch (error) {
    writeLog('warning', `The clipboard could not be written: ${String(error)}`);
    return false;
  }
}
