import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { socketPlace } from '../../main/platform/programs/socket-place.ts';
import { coreOn, readycloudForm } from '../support/fakes/fakes.ts';
import { makeAccounts } from '../support/make-accounts.ts';
import { projectRoot } from '../support/project-root.ts';
import { startApp } from '../support/started-app.ts';
import { waitFor } from '../support/wait-for.ts';
import { besides, type Figure, median, ms, quantile, spread, within } from './figures.ts';
import { importPlatform } from './platform-module.ts';

const rounds = 40;
const renewals = 100;

/** How long a program runs, from before it is started until it has ended well. */
const timeOf = async (program: string, args: readonly string[], env: Record<string, string>): Promise<number> => {
  const startedAt = performance.now();
  const child = spawn(program, args, { env: { PATH: process.env.PATH, ...env }, stdio: 'ignore' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ${args[0]} ended with ${code}`);
  return performance.now() - startedAt;
};

/** `dockpass token` beside `curl` to a server that does nothing but answer, in turns. */
async function measureCommand(root: string): Promise<readonly Figure[]> {
  const userData = join(root, 'user-data');
  await makeAccounts(userData, 1, { programs: { may: 'always' } });
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ programs: true }));
  const app = await startApp(
    ['.'],
    { DOCKPASS_USER_DATA: userData, DOCKPASS_STAND_IN_KEYCHAIN: 'keyring', XDG_RUNTIME_DIR: root },
    60_000,
  );
  const bare = createServer((_request, response) => void response.end('at0123456789012345678901\n'));
  try {
    const barePath = join(root, 'bare.sock');
    bare.listen(barePath);
    await once(bare, 'listening');
    const env = { DOCKPASS_SOCKET: socketPlace({ dataFolder: userData, isUsual: false, runtimeFolder: root }) };
    const command = join(projectRoot, 'main/command/dockpass');
    const ask = (): Promise<number> => timeOf('sh', [command, 'token', 'Account 1'], env);
    await waitFor('an answer', () => ask().catch(() => undefined), 60_000, app.lastLines);
    const [own, curl]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      own.push(await ask());
      curl.push(await timeOf('curl', ['-q', '-s', '--unix-socket', barePath, 'http://bare/'], {}));
    }
    return [
      besides(`dockpass token, median of ${rounds}`, ms(median(own))),
      besides(`curl to a bare socket server, median of ${rounds}`, ms(median(curl))),
      within('dockpass token more than curl', median(own) - median(curl), 40, ms),
    ];
  } finally {
    bare.close();
    await app.kill();
    app.control.close();
  }
}

type RealWriter = typeof import('../../main/platform/programs/kept-file.ts');
type RealJournal = typeof import('../../main/platform/programs/kept-file-journal.ts');

/** From the provider's answer until the kept file holds the new token, on the real disk. */
async function measureKeptFile(root: string): Promise<readonly Figure[]> {
  const { createKeptFileWriter } = await importPlatform<RealWriter>('programs/kept-file.ts');
  const { createKeptFileJournal } = await importPlatform<RealJournal>('programs/kept-file-journal.ts');
  const folder = realpathSync(root);
  const path = join(folder, 'token');
  const core = coreOn(
    {},
    {},
    { keptFileWriter: createKeptFileWriter(), keptFileJournal: createKeptFileJournal({ folder }) },
  );
  core.settings.choose({ programs: true });
  const { accountId } = await core.accounts.connect(readycloudForm());
  await core.programs.setFile(accountId, { path, format: 'token', readers: 'me', untilQuit: false });
  const taken: number[] = [];
  for (let count = 0; count < renewals; count += 1) {
    let answeredAt = 0;
    core.http.handle = () => {
      answeredAt = performance.now();
      return Response.json({ access_token: `renewed-${count}`, token_type: 'Bearer', expires_in: 9999 });
    };
    await core.accounts.renew(accountId);
    while (readFileSync(path, 'utf8') !== `renewed-${count}`) await new Promise(resolve => setImmediate(resolve));
    taken.push(performance.now() - answeredAt);
  }
  return [
    spread('a kept file after a renewal', taken),
    within('a kept file after a renewal, p95', quantile(taken, 0.95), 100, ms),
  ];
}

export async function measurePrograms(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dp-bench-'));
  try {
    mkdirSync(join(root, 'kept'), { mode: 0o700 });
    return [...(await measureCommand(root)), ...(await measureKeptFile(join(root, 'kept')))];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
