import type { ApiCall } from '../../shared/api';
import type { GlobalOptions } from './options';
import type { ProgressLine } from './progress-line';
import type { Terminal } from './terminal';
import type { Style } from './text/style';

/** What a command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly options: GlobalOptions;
  /** Calls the API; progress shows on stderr, Ctrl-C cancels. */
  readonly call: ApiCall;
  readonly progress: ProgressLine;
  readonly style: Style;
  /** Says something beside the result on stderr, unless --quiet. */
  readonly note: (line: string) => void;
}
