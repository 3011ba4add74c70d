import { startReadyCloud } from './server.ts';
import { sampleApp, sampleUser } from './settings.ts';

/** Runs the local ReadyCloud until it is stopped, and prints what to type. */
const port = Number(process.env.READYCLOUD_PORT ?? 0);
const server = await startReadyCloud({
  port,
  users: [{ ...sampleUser, orgs: [...sampleUser.orgs, { id: 'N4k', name: 'Northside Returns' }] }],
});
process.stdout.write(`Local ReadyCloud is running.

  Address     ${server.origin}
  Username    ${sampleUser.name}
  Password    ${sampleUser.password}
  App Id      ${sampleApp.appId}
  App Secret  ${sampleApp.appSecret}

Nothing here is real. Ctrl+C ends it.
`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void server.close().then(() => process.exit(0)));
