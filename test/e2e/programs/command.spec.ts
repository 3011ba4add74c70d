import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { ask } from '../../platform/programs/a-socket.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import {
  answerQuestion,
  command,
  dockpass,
  openToPrograms,
  questionPage,
  runProgram,
  runtimeFolder,
  socketIn,
} from '../steps/program-steps.ts';
import { changeRecord, day, endedLife, test } from '../steps/storage-steps.ts';

const northside = 'Northside & Söhne';
const showEnv = 'process.stdout.write(JSON.stringify(process.env))';

for (const shell of ['dash', 'bash', 'zsh']) {
  test(`the command in ${shell}: every verb, what it prints, and how it ends`, async ({ computer }, testInfo) => {
    const runtime = runtimeFolder();
    const labels = [northside, 'Old Mill', 'Harbour'];
    await makeAccounts(computer.userData, 3, { origin: computer.server.origin, label: n => labels[n - 1] ?? '' });
    changeRecord(computer.userData, 'Harbour', { ...endedLife(), canRenew: false, needsSignIn: true });
    const run = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
    const none = path.join(runtime, 'none.sock');
    // Switched off at first.
    expect(await runProgram(shell, [command, 'list'], { DOCKPASS_SOCKET: none }).ended).toMatchObject({ code: 115 });
    await openToPrograms(run, { [northside]: 'Always', Harbour: 'Always' });
    const inShell = dockpass(runtime, shell);

    const token = await inShell(['token', northside]);
    expect([token.code, token.said]).toEqual([0, '']);
    expect(token.printed).toMatch(/^at\S{20,}\n$/);
    const value = token.printed.trim();
    expect(await inShell(['header', northside])).toEqual({
      code: 0,
      printed: `Authorization: Bearer ${value}\n`,
      said: '',
    });
    const json = await inShell(['token', '--json', '--min-valid', '3600', northside]);
    expect(JSON.parse(json.printed)).toEqual({ token: value, expires_at: expect.any(Number) });
    expect((await inShell(['list'])).printed).toBe(
      `Harbour\tReadyCloud\tsign-in-needed\n${northside}\tReadyCloud\tgood\n`,
    );
    const list = JSON.parse((await inShell(['list', '--json'])).printed);
    expect(list.accounts.map(({ name, may }: Record<string, string>) => [name, may])).toEqual([
      ['Harbour', 'always'],
      [northside, 'always'],
    ]);
    expect(await inShell(['status'])).toEqual({ code: 0, printed: 'running\n', said: '' });
    expect((await inShell(['--help'])).printed).toContain('usage: dockpass list');

    for (const [args, code] of [
      [[], 2],
      [['tokens'], 2],
      [['token'], 2],
      [['token', 'a', 'b'], 2],
      [['token', northside, '--min-valid', 'soon'], 2],
      [['token', northside, '--min-valid'], 2],
      [['header', northside, '--json'], 2],
      [['run', 'env'], 2],
      [['run', '--env-file', '/no/such/file', '--', 'env'], 2],
      [['list', '--all'], 2],
      [['token', 'Old Mill'], 110],
      [['token', 'Nobody'], 110],
      [['token', ''], 2],
      [['token', 'Harbour'], 113],
    ] as const) {
      const ended = await inShell(args);
      expect([args, ended.code, ended.printed]).toEqual([args, code, '']);
      expect(ended.said).toMatch(/^(dockpass|usage): /);
      expect(ended.said).not.toContain(value);
    }
    expect(await runProgram(shell, [command, 'token', northside], { DOCKPASS_SOCKET: none }).ended).toMatchObject({
      code: 115,
      printed: '',
    });

    // The child sees exactly the bytes, and the value where a reference was.
    const hostile = {
      QUOTES: `a'b"c`,
      DOLLAR: '$(touch /tmp/pwned) `id` $HOME',
      BACKSLASHES: 'C:\\new\\table\\\\ \\',
      SPACES: '  two  spaces  ',
      SIGNS: '*?[a-z] ~ # ! % & | ; < >',
      EQUALS: '=a=b=',
      EMPTY: '',
      LETTERS: 'ümläut → 日本',
    };
    const file = testInfo.outputPath('env');
    const written = Object.entries(hostile).map(([name, text]) => `${name}=${text}\n`);
    writeFileSync(
      file,
      `# what the job needs\n${written.join('')}export TOKEN=dockpass://${encodeURIComponent(northside)}/token\n`,
    );
    const given = { FROM_HERE: `dockpass://${northside}/header`, PLAIN: 'stays $(id)', NOT_ONE: ' dockpass://x/token' };
    const child = await inShell(['run', '--env-file', file, '--', process.execPath, '-e', showEnv], given);
    expect([child.code, child.said]).toEqual([0, '']);
    expect(JSON.parse(child.printed)).toMatchObject({
      ...hostile,
      TOKEN: value,
      FROM_HERE: `Authorization: Bearer ${value}`,
      PLAIN: given.PLAIN,
      NOT_ONE: given.NOT_ONE,
    });
    expect(Object.keys(JSON.parse(child.printed)).filter(name => name.startsWith('dockpass_'))).toEqual([]);
    // How the child ends is how it ends; what cannot be one line is refused.
    expect(await inShell(['run', '--', process.execPath, '-e', 'process.exit(7)'])).toMatchObject({ code: 7 });
    for (const [name, code] of [
      [`dockpass://${northside}/json`, 2],
      ['dockpass://Nobody/token', 110],
      ['dockpass://Harbour/token', 113],
    ] as const) {
      const ended = await inShell(['run', '--', process.execPath, '-e', showEnv], { TOKEN: name });
      expect([ended.code, ended.printed]).toEqual([code, '']);
    }
    const forged = { HARMLESS: `line\nTOKEN=dockpass://${northside}/token`, dockpass_lines: 'exported' };
    const unforged = await inShell(['run', '--', process.execPath, '-e', showEnv], forged);
    expect(JSON.parse(unforged.printed).TOKEN).toBeUndefined();
    for (const traced of ['-x', '-a']) {
      const shown = await runProgram(shell, [traced, command, 'run', '--', 'true'], {
        DOCKPASS_SOCKET: socketIn(runtime),
        TOKEN: `dockpass://${northside}/token`,
      }).ended;
      expect([shown.code, shown.said.includes(value)]).toEqual([0, false]);
    }
  });
}

test('no secret is in any program’s arguments, nor in the environment of anything but the child', async ({
  computer,
}) => {
  const runtime = runtimeFolder();
  await makeAccounts(computer.userData, 1, { origin: computer.server.origin, label: () => northside });
  const run = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
  await openToPrograms(run, { [northside]: 'Always' });
  const value = (await dockpass(runtime)(['token', northside])).printed.trim();
  const found = new Set<string>();
  let looks = 0;
  const look = (): void => {
    looks += 1;
    for (const pid of pids()) {
      if (readOf(pid, 'cmdline').includes(value)) found.add(`arguments of ${readOf(pid, 'comm').trim()}`);
      if (readOf(pid, 'environ').includes(value)) found.add(`environment of ${readOf(pid, 'comm').trim()}`);
    }
  };
  const env = { DOCKPASS_SOCKET: socketIn(runtime), TOKEN: `dockpass://${northside}/token` };
  const calls = ['dash', 'bash', 'zsh'].flatMap(shell =>
    [['token', northside], ['header', northside], ['list'], ['run', '--', 'sleep', '1']].map(
      args => runProgram(shell, [command, ...args], env).ended,
    ),
  );
  let isOver = false;
  const all = Promise.all(calls).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    look();
    await new Promise(resolve => setImmediate(resolve));
  }
  expect((await all).map(({ code }) => code)).toEqual(calls.map(() => 0));
  expect([...found]).toEqual(['environment of sleep']);
  expect(looks).toBeGreaterThan(5);
  expect(await run.logs()).not.toContain(value);
});

const pids = (): readonly string[] =>
  // Its own environment holds the token by no means, and reading it would prove nothing.
  readdirSync('/proc').filter(name => /^\d+$/.test(name) && name !== String(process.pid));
const readOf = (pid: string, what: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'latin1');
  } catch {
    return '';
  }
};

test('forty callers at once ask the person once and renew once', async ({ computer }) => {
  const runtime = runtimeFolder();
  await computer.keepAccounts();
  // Not just fetched: then it would be as fresh as it gets.
  const issuedAt = Date.now() - 60_000;
  changeRecord(computer.userData, 'Harbour Goods', {
    life: { kind: 'until', issuedAt, expiresAt: issuedAt + 365 * day },
  });
  const run = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
  await openToPrograms(run, { 'Harbour Goods': 'Ask me each time' });
  const before = computer.server.grants.length;
  const target = '/v1/accounts/by-name/token?name=Harbour%20Goods&min_valid=31536000';
  const calls = Array.from({ length: 40 }, (_, index) =>
    ask(socketIn(runtime), target, { headers: { 'dockpass-program': `job-${index % 2}` } }),
  );
  const page = await questionPage(run);
  // Which of the two comes in first is nobody's to say.
  const asked = /40 calls of programs on this computer \(they say: (?:“job-0” “job-1”|“job-1” “job-0”)\)/;
  await expect(page.getByText(asked)).toBeVisible();
  await answerQuestion(run, 'Allow');
  const answers = await Promise.all(calls);
  expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
  expect(answers[0]?.body).toContain(computer.server.tokens.issued().at(-1)?.accessToken);
  expect(computer.server.grants.length - before).toBe(1);
});
