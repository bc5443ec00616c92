import type { QueryClient } from '@tanstack/react-query';
import type { Transport } from '../../shared/api/client';
import { readQuery } from './api-context';
import { matrixQuery } from './use-matrix';

/**
 * Asks for what every first picture needs, before there is one: the workspace, its sources, and the comparison. The
 * screens then find the answers, or the questions under way, where they look for them. What fails is asked again by
 * the screen that shows the failure. Resolves when the workspace is known and the others are asked for, or when that
 * failed.
 */
export async function readEarly(queries: QueryClient, transport: Transport): Promise<void> {
  try {
    const { sources } = await queries.query(readQuery(transport, 'workspace.open', {}));
    if (sources.length === 0) return;
    void queries.query(readQuery(transport, 'source.read', {})).catch(leaveToScreens);
    void queries.query(matrixQuery(transport)).catch(leaveToScreens);
  } catch {
    leaveToScreens();
  }
}

/** The screens ask again, and tell of it. */
function leaveToScreens(): void {
  return;
}
