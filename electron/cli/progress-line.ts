import { cutCell } from './text/columns';
import { formatCount } from './text/count';
import { safeText } from './text/safe-text';
import type { Terminal } from './terminal';
import type { ApiEvent } from '../../shared/api';

const CLEAR = '\r\u001b[K';

/** One line on stderr that says what is being read, while a terminal shows it; nothing is left of it at the end. */
export class ProgressLine {
  #shown = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly quiet: boolean,
  ) {}

  /** Shows a progress event; others are ignored. */
  show(event: ApiEvent): void {
    const { stderr } = this.terminal;
    if (event.kind !== 'progress' || this.quiet || stderr.isTTY !== true) return;
    const count =
      event.total === undefined
        ? formatCount(event.done)
        : `${formatCount(event.done)} of ${formatCount(event.total)}`;
    const text = [event.phase, count, event.current ?? ''].filter((part) => part !== '').join('  ');
    stderr.write(CLEAR + cutCell(safeText(text), (stderr.columns ?? 80) - 1));
    this.#shown = true;
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#shown) this.terminal.stderr.write(CLEAR);
    this.#shown = false;
  }
}
