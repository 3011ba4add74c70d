import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReadyCloud } from './readycloud/server.ts';
import { sampleApp, sampleUser } from './readycloud/settings.ts';
import { startDockpass } from './start.ts';

// `npm run demo`: a local ReadyCloud and the app beside it, with throwaway data, and what to type.

const server = await startReadyCloud({
  users: [{ ...sampleUser, orgs: [...sampleUser.orgs, { id: 'N4k', name: 'Northside Returns' }] }],
});
const userData = mkdtempSync(join(tmpdir(), 'dockpass-demo-'));
process.on('exit', () => rmSync(userData, { recursive: true, force: true }));

process.stdout.write(`
Try this. Nothing here is real, and it is gone when the demo ends.

  1. In Dockpass press ReadyCloud, and leave the environment at "Local".
  2. App Id       ${sampleApp.appId}
     App Secret   ${sampleApp.appSecret}
     Press Connect.
  3. In the sign-in window:
     Username     ${sampleUser.name}
     Password     ${sampleUser.password}
     Press Sign in, then Allow Access.
  4. Pick an organization, and press Copy.

The local ReadyCloud is at ${server.origin}. Ctrl+C ends the demo.

`);

startDockpass({
  DOCKPASS_USER_DATA: userData,
  DOCKPASS_ENVIRONMENTS: JSON.stringify({ readycloud: server.origin }),
});
