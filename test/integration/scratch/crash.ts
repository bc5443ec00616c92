/** Starts a scratch server, prints its folder and waits to be killed: run by the test of what a crash leaves behind. */
import { dirname } from 'node:path';
import { startScratchServer } from '../../../electron/core/scratch';

const server = await startScratchServer();
console.log(dirname(server.target.socket ?? ''));
setInterval(() => undefined, 1000);
