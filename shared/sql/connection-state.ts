import { DEFAULT_SQL_MODE, parseSqlMode } from './sql-mode';
import type { SqlMode } from './sql-mode';
import type { ReadingSettings } from './user-variables';

/** What a script has set for its connection, as far as it decides how the statements after it are read. */
export class ConnectionState {
  mode: SqlMode;
  /** The time zone that was set; undefined for the server's. */
  timeZone: string | undefined;
  /** True where the script has set a mode for the programs that follow, and will set the old one back, as in dumps. */
  modeIsOwn = false;
  /** The script keeps the mode that it found, since the last statement that was about anything but a program. */
  private modeIsSaved = false;

  /** `sqlMode` is the one at the start, such as `ANSI_QUOTES`. */
  constructor(sqlMode: string | undefined) {
    this.mode = sqlMode === undefined ? DEFAULT_SQL_MODE : parseSqlMode(sqlMode);
  }

  /** Takes over what a SET said. */
  set({ mode, timeZone, savesMode }: ReadingSettings): void {
    this.modeIsSaved ||= savesMode === true;
    if (timeZone !== undefined) this.timeZone = timeZone ?? undefined;
    if (mode === undefined) return;
    this.modeIsOwn = mode !== '' && this.modeIsSaved;
    this.mode = parseSqlMode(mode);
  }

  /** Notes a statement by its kind: what is set for programs is not set for what follows anything else. */
  pass(kind: string): void {
    if (kind === 'SET' || OF_A_PROGRAM.test(kind)) return;
    this.modeIsSaved = false;
    this.modeIsOwn = false;
  }
}

const OF_A_PROGRAM = /^(?:CREATE|DROP) (?:TRIGGER|PROCEDURE|FUNCTION|EVENT)$/;
