import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import * as z from 'zod';
import { isMethod, operationIdSchema, type Envelope, type Transport } from '../../shared/api';
import { CALL_CHANNEL } from '../../shared/api/desktop-bridge';
import { PAGE_ORIGIN } from './page';

const callSchema = z.strictObject({
  method: z.string().max(100),
  input: z.unknown(),
  operation: operationIdSchema.optional(),
});

/**
 * Answers the page's calls: the only `ipcMain.handle` there is. A call counts when it comes from the main frame of
 * our own page; every other sender is told nothing but that.
 */
export function answerCalls(ipcMain: Pick<IpcMain, 'handle'>, service: Pick<Transport, 'invoke'>): void {
  ipcMain.handle(CALL_CHANNEL, (event: IpcMainInvokeEvent, message: unknown): Promise<Envelope<unknown>> => {
    if (!isOurPage(event.senderFrame)) return refuse('access-denied', 'Only the Tidemark window may call.');
    const call = callSchema.safeParse(message);
    if (!call.success) return refuse('invalid-input', 'This is no call.');
    const { method, input, operation } = call.data;
    if (!isMethod(method)) return refuse('invalid-input', 'There is no such method.');
    return service.invoke(method, input, operation === undefined ? {} : { operation });
  });
}

function isOurPage(frame: Pick<WebFrameMain, 'origin' | 'parent'> | null): boolean {
  // Null: the frame navigated away or is gone. A parent: someone framed a page, which the CSP forbids too.
  return frame !== null && frame.parent === null && frame.origin === PAGE_ORIGIN;
}

function refuse(code: 'access-denied' | 'invalid-input', message: string): Promise<Envelope<never>> {
  return Promise.resolve({ ok: false, error: { code, message } });
}
