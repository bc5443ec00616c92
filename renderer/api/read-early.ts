import type { QueryClient } from '@tanstack/react-query';
import type { Transport } from '../../shared/api/client';
import { readQuery } from './api-context';
import { matrixQuery } from './use-matrix';

/**
 * Asks for what every first picture needs, before there is one: the workspace, its sources, and the comparison. The
 * screens then find the answers, or the questions under way, where they look for them. What fails is asked again by
 * the screen that shows the failure.
 */
export async function readEarly(queries: QueryClient, transport: Transport): Promise<void> {
  try {
    const { sources } = await queries.query(readQuery(transport, 'workspace.open', {}));
    await Promise.all([
      sources.length > 0 && queries.query(readQuery(transport, 'source.read', {})),
      sources.length > 0 && queries.query(matrixQuery(transport)),
    ]);
  } catch {
    // The screens tell of it.
  }
}
