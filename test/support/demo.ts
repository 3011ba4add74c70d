import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoTable, startDemo } from './demo-servers.ts';
import { startDockpass } from './start.ts';

// `npm run demo`: a local server for every provider and the app beside them, with throwaway data, and what to type.

const { environments, accounts } = await startDemo();
const userData = mkdtempSync(join(tmpdir(), 'dockpass-demo-'));
process.on('exit', () => rmSync(userData, { recursive: true, force: true }));

process.stdout.write(`
Try these. Nothing here is real, and it is gone when the demo ends (Ctrl+C). Leave the environment at "Local", type what
stands here, leave the rest as it is, press Connect, then Copy.

${demoTable(accounts)}
`);

startDockpass({ DOCKPASS_USER_DATA: userData, DOCKPASS_ENVIRONMENTS: JSON.stringify(environments) });
