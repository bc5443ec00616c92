import * as z from 'zod';
import { EDITOR_IDS } from '../editor-address';

/** A named set of filters of the drift list. `query` is the part of the address behind the question mark. */
export const savedViewSchema = z.strictObject({
  name: z.string().min(1).max(80),
  query: z.string().max(4000),
});

/** A named set of filters of the drift list. */
export type SavedView = z.infer<typeof savedViewSchema>;

/** A workspace that was open before. `openedAt` is ISO 8601 UTC. */
export const recentWorkspaceSchema = z.strictObject({
  root: z.string().max(4096),
  name: z.string().max(400),
  openedAt: z.string().max(40),
});

/** A workspace that was open before. */
export type RecentWorkspace = z.infer<typeof recentWorkspaceSchema>;

/**
 * What the window remembers for this person, on this machine, from one start to the next. A browser's own store
 * would forget it: each start of the local host has another port, and so another origin.
 */
export const preferencesSchema = z.strictObject({
  appearance: z.enum(['auto', 'light', 'dark']).default('auto'),
  /** The editor that lines of files are opened in, by an address of its own. */
  editor: z.enum(['none', ...EDITOR_IDS]).default('none'),
  /** Sizes of panes in per cent: group → pane → size. */
  layouts: z.record(z.string().max(40), z.record(z.string().max(40), z.number().min(0).max(100))).default({}),
  /** Panes that are folded away. */
  closed: z.array(z.string().max(40)).max(20).readonly().default(['bottom']),
  /** What the explorer's objects stand together by, within their schema; classes take the place of schemas. */
  explorerGrouping: z.enum(['kind', 'prefix', 'class']).default('kind'),
  views: z.array(savedViewSchema).max(50).readonly().default([]),
  /** Newest first. */
  recent: z.array(recentWorkspaceSchema).max(20).readonly().default([]),
});

/** What the window remembers. */
export type Preferences = z.infer<typeof preferencesSchema>;
