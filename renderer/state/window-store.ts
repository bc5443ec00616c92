import { create } from 'zustand';
import type { Preferences, ProgressEvent } from '../../shared/api';
import type { ObjectRef } from './place';
import { keyOfObject } from './place';

/** A call that takes long enough to be shown. */
export interface Task {
  readonly operation: string;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly outcome?: 'done' | 'failed' | 'cancelled';
  readonly progress?: ProgressEvent;
}

/** One line of the window's log. */
export interface LogLine {
  readonly at: number;
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** Something said in passing, and what takes it back, where something can. */
export interface Notice {
  readonly text: string;
  readonly at: number;
  readonly undo?: () => void;
}

/** Panes that can be folded away. */
export type PaneName = 'explorer' | 'inspector' | 'bottom';

/** The lists of the bottom panel. */
export type BottomTab = 'problems' | 'tasks' | 'log';

const MAXIMUM_LOG = 500;
const MAXIMUM_TASKS = 50;

/** What the window knows that neither the core nor the address does. */
export interface WindowState {
  readonly preferences: Preferences;
  readonly bottomTab: BottomTab;
  readonly filter: string;
  /** Keys of the explorer's groups that are folded. */
  readonly folded: ReadonlySet<string>;
  /** Marked in the explorer and told of in the inspector. */
  readonly selected: ObjectRef | undefined;
  /** Objects that have a tab, in the order of the tabs. */
  readonly tabs: readonly ObjectRef[];
  /** Keys of drift items (`keyOfItem`) that were chosen for a plan. */
  readonly chosen: ReadonlySet<string>;
  readonly tasks: readonly Task[];
  readonly log: readonly LogLine[];
  /** The last thing that the window said in passing: what was copied, what was put back. */
  readonly notice: Notice | undefined;
  /** True while the core does not answer. */
  readonly coreIsGone: boolean;
  /** How many screens fill the inspector themselves. */
  readonly inspectorClaims: number;
  readonly inspectorElement: HTMLElement | null;
}

/** The one store of the window. Change it through the functions below. */
export const useWindow = create<WindowState>(() => ({
  preferences: {
    appearance: 'auto',
    layouts: {},
    closed: ['bottom'],
    editor: 'none',
    explorerGrouping: 'kind',
    views: [],
    recent: [],
  },
  bottomTab: 'problems',
  filter: '',
  folded: new Set(),
  selected: undefined,
  tabs: [],
  chosen: new Set(),
  tasks: [],
  log: [],
  notice: undefined,
  coreIsGone: false,
  inspectorClaims: 0,
  inspectorElement: null,
}));

/** Changes what is remembered from one start to the next; the savers subscribe to it. */
export function remember(change: Partial<Preferences>): void {
  useWindow.setState(({ preferences }) => ({ preferences: { ...preferences, ...change } }));
}

/** Folds a pane away, or shows it; without `open`, the other way round. */
export function togglePane(pane: PaneName, open?: boolean): void {
  const { closed } = useWindow.getState().preferences;
  const isOpen = !closed.includes(pane);
  const wanted = open ?? !isOpen;
  if (wanted === isOpen) return;
  remember({ closed: wanted ? closed.filter((one) => one !== pane) : [...closed, pane] });
}

/** Shows what is wrong in the sources and in tidemark.yaml. */
export function showProblems(): void {
  useWindow.setState({ bottomTab: 'problems' });
  togglePane('bottom', true);
}

/** Marks an object in the explorer and tells of it in the inspector. */
export function selectObject(ref: ObjectRef | undefined): void {
  useWindow.setState({ selected: ref });
}

/** Gives an object a tab, at the end, when it has none. */
export function openTab(ref: ObjectRef): void {
  const key = keyOfObject(ref);
  useWindow.setState(({ tabs }) =>
    tabs.some((tab) => keyOfObject(tab) === key) ? {} : { tabs: [...tabs, ref] },
  );
}

/** Takes an object's tab away; answers the tab that stood beside it. */
export function closeTab(ref: ObjectRef): ObjectRef | undefined {
  const { tabs } = useWindow.getState();
  const at = tabs.findIndex((tab) => keyOfObject(tab) === keyOfObject(ref));
  useWindow.setState({ tabs: tabs.filter((_tab, index) => index !== at) });
  return tabs[at + 1] ?? tabs[at - 1];
}

/** Chooses drift items for a plan, or lets them go. */
export function chooseItems(keys: readonly string[], choose: boolean): void {
  useWindow.setState(({ chosen }) => {
    const next = new Set(chosen);
    for (const key of keys) {
      if (choose) next.add(key);
      else next.delete(key);
    }
    return { chosen: next };
  });
}

/** Writes a line into the log. */
export function writeLog(severity: LogLine['severity'], text: string): void {
  useWindow.setState(({ log }) => ({
    log: [...log, { at: Date.now(), severity, text }].slice(-MAXIMUM_LOG),
  }));
}

/**
 * Says something in passing: it stands in the status bar, is read out, and stays in the log. `undo` takes back what
 * was done; the status bar offers it, and so does Ctrl Z, until something else is said.
 */
export function say(text: string, undo?: () => void): void {
  useWindow.setState({ notice: { text, at: Date.now(), ...(undo === undefined ? {} : { undo }) } });
  writeLog('info', text);
}

/** Takes back what was said last, when it can be; answers whether there was anything. */
export function undoLast(): boolean {
  const { notice } = useWindow.getState();
  if (notice?.undo === undefined) return false;
  useWindow.setState({ notice: undefined });
  notice.undo();
  return true;
}

/** Begins a task that is shown until it ends. */
export function beginTask(operation: string, title: string): void {
  useWindow.setState(({ tasks }) => ({
    tasks: [...tasks, { operation, title, startedAt: Date.now() }].slice(-MAXIMUM_TASKS),
  }));
}

/** Tells how far a task has come, or how it ended. An operation that is no task is passed over. */
export function updateTask(operation: string, change: Partial<Task>): void {
  useWindow.setState(({ tasks }) =>
    tasks.some((task) => task.operation === operation)
      ? { tasks: tasks.map((task) => (task.operation === operation ? { ...task, ...change } : task)) }
      : {},
  );
}

/** Says whether the core answers. */
export function setCoreIsGone(gone: boolean): void {
  if (useWindow.getState().coreIsGone !== gone) useWindow.setState({ coreIsGone: gone });
}
