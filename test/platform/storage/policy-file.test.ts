import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLastGoodPolicy } from '../../../main/platform/storage/last-good-policy.ts';
import { createPolicyFile } from '../../../main/platform/storage/policy-file.ts';
import { systemPolicyPath } from '../../../main/platform/storage/policy-place.ts';
import { readAnswer, type SecuredFile } from '../../../main/platform/storage/windows-security.ts';
import { fakeLog } from '../../support/fakes/fakes.ts';

let folder: string;
let path: string;
const opened: { readonly close: () => void }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockpass-policy-'));
  path = join(folder, 'managed.json');
});
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
  rmSync(folder, { recursive: true, force: true });
});

const me = process.getuid?.() ?? 0;
const policy = (options: Partial<Parameters<typeof createPolicyFile>[0]> = {}) => {
  const made = createPolicyFile({ path, trustsPerson: true, ...options });
  opened.push(made);
  return made;
};
const put = (text: string, mode = 0o644, at = path): void => {
  writeFileSync(at, text);
  chmodSync(at, mode);
};

describe('the organization’s file', () => {
  it('is absent, or is what it says', async () => {
    expect(await policy().read()).toEqual({ kind: 'absent' });
    put('\uFEFF{"version":1}');
    expect(await policy().read()).toEqual({ kind: 'content', content: { version: 1 } });
  });

  it.each([
    ['its group may write it', (): void => put('{}', 0o664), 'writable'],
    ['everyone may write it', (): void => put('{}', 0o646), 'writable'],
    ['it is no JSON', (): void => put('{"version":'), 'not-json'],
    ['it is larger than any such file', (): void => put(`"${'x'.repeat(300_000)}"`), 'too-large'],
    ['it is a folder', (): void => void mkdirSync(path), 'not-a-file'],
    ['it is a pipe', (): void => void execFileSync('mkfifo', [path]), 'not-a-file'],
    [
      'it is a link',
      (): void => {
        put('{}', 0o644, join(folder, 'elsewhere.json'));
        symlinkSync(join(folder, 'elsewhere.json'), path);
      },
      'not-a-file',
    ],
    [
      'everyone may write to its folder',
      (): void => {
        put('{}');
        chmodSync(folder, 0o777);
      },
      'writable',
    ],
  ])('is not believed when %s', async (_name, make, reason) => {
    make();
    expect(await policy().read()).toEqual({ kind: 'refused', reason });
  });

  it('is not believed when it belongs to someone who is neither root nor, in a test, the person', async () => {
    put('{}');
    // Whoever runs the tests owns the file; seen by a person with another number it is somebody else's.
    const other = policy({ trustsPerson: me === 0, platform: 'linux', person: me + 1 });
    expect(await other.read()).toEqual(
      me === 0 ? { kind: 'content', content: {} } : { kind: 'refused', reason: 'owner' },
    );
    if (me === 0) {
      execFileSync('chown', ['65534', path]);
      expect(await policy({ trustsPerson: false }).read()).toEqual({ kind: 'refused', reason: 'owner' });
    }
  });

  it('tells when it changes', async () => {
    const watched = policy();
    await watched.read();
    const changed = new Promise<void>(resolve => watched.onChange(resolve));
    put('{}');
    await changed;
  });
});

describe('on Windows', () => {
  const goodFile = 'O:BAG:SYD:(A;;FA;;;SY)(A;;FR;;;BU)';
  const onWindows = (said: Partial<SecuredFile> = {}) => ({
    trustsPerson: false,
    platform: 'win32' as const,
    readSecured: async () => ({
      person: 'S-1-5-21-1-2-3-1001',
      descriptor: goodFile,
      folder: goodFile,
      text: '{"from":"the opened file"}',
      ...said,
    }),
  });
  const believed = { kind: 'content', content: { from: 'the opened file' } };

  it.each([
    [{}, believed],
    [{ descriptor: 'O:BAG:SYD:(A;;FA;;;SY)(A;;FW;;;BU)' }, { kind: 'refused', reason: 'writable' }],
    [{ descriptor: 'O:S-1-5-21-1-2-3-1001G:SYD:(A;;FA;;;SY)' }, { kind: 'refused', reason: 'owner' }],
    [{ folder: 'O:BAG:SYD:(A;OICI;FA;;;WD)' }, { kind: 'refused', reason: 'writable' }],
    [{ text: undefined }, { kind: 'refused', reason: 'too-large' }],
  ])('what was judged is what is read, and not what lies at the path by then: %j', async (said, expected) => {
    put('{"from":"the path"}');
    expect(await policy(onWindows(said)).read()).toEqual(expected);
  });

  it('a secret is read from what was judged, too', async () => {
    put('at the path');
    expect(
      (await policy(onWindows({ text: 'hush\r\n', descriptor: 'O:BAG:SYD:(A;;FA;;;BA)' })).readSecret(path)).reveal(),
    ).toBe('hush');
  });

  it('nothing there, or no file there, is told without asking Windows', async () => {
    const silent = policy({ ...onWindows(), readSecured: () => Promise.reject(new Error('asked')) });
    expect(await silent.read()).toEqual({ kind: 'absent' });
    mkdirSync(path);
    expect(await silent.read()).toEqual({ kind: 'refused', reason: 'not-a-file' });
  });

  it('a file that Windows says nothing about is not believed, and no secret is read from one', async () => {
    put('{}');
    const silent = policy({ platform: 'win32', readSecured: () => Promise.reject(new Error('no answer')) });
    expect(await silent.read()).toEqual({ kind: 'refused', reason: 'unchecked' });
    await expect(silent.readSecret(path)).rejects.toMatchObject({ code: 'managed-secret', reason: 'unchecked' });
  });
});

describe('what PowerShell answers', () => {
  const lines = ['S-1-5-21-1', 'O:BAG:SYD:(A;;FA;;;BA)', 'O:BAG:SYD:(A;;FR;;;BU)'];
  const inBase64 = (text: string): string => Buffer.from(text).toString('base64');

  it('is who asks, the rights of file and folder, and what the file holds', () => {
    expect(readAnswer([...lines, inBase64('{"é":1}'), ''].join('\r\n'))).toEqual({
      person: lines[0],
      descriptor: lines[1],
      folder: lines[2],
      text: '{"é":1}',
    });
    expect(readAnswer([...lines, '', 'end'].join('\n'))?.text).toBe('');
    expect(readAnswer([...lines, 'too-large'].join('\n'))).toMatchObject({ text: undefined });
  });

  it.each([
    ['nothing', ''],
    ['only who asks', 'S-1-5-21-1'],
    ['no content', lines.join('\n')],
    ['no rights of the folder', ['S-1-5-21-1', lines[1], '', inBase64('{}')].join('\n')],
    ['something else for content', [...lines, 'Get-Acl : no such file'].join('\n')],
  ])('is no answer with %s', (_what, said) => {
    expect(readAnswer(said)).toBeUndefined();
  });
});

describe('a file with a secret', () => {
  const secret = (): string => join(folder, 'secret');

  it('gives all it holds but the line break at its end', async () => {
    put(' hush hush \r\n', 0o640, secret());
    expect((await policy().readSecret(secret())).reveal()).toBe(' hush hush ');
  });

  it.each([
    ['is not there', (): void => undefined, 'missing'],
    ['is empty', (): void => put('\n', 0o600, secret()), 'missing'],
    ['everyone may read', (): void => put('hush', 0o644, secret()), 'readable'],
    ['a group may write', (): void => put('hush', 0o660, secret()), 'writable'],
    ['is a link', (): void => symlinkSync('/etc/passwd', secret()), 'not-a-file'],
  ])('that %s gives nothing, and is named', async (_name, make, reason) => {
    make();
    const failed = policy().readSecret(secret());
    await expect(failed).rejects.toMatchObject({ code: 'managed-secret', detail: secret(), reason });
  });
});

it('what was good last is kept beside the accounts, once, and goes with the file', () => {
  const log = fakeLog();
  const kept = createLastGoodPolicy(folder, log);
  expect(kept.read()).toBeUndefined();
  kept.save({ version: 1, fixed: { theme: 'dark' } });
  expect(createLastGoodPolicy(folder, log).read()).toEqual({ version: 1, fixed: { theme: 'dark' } });
  kept.save(undefined);
  kept.save(undefined);
  expect([kept.read(), log.lines]).toEqual([undefined, []]);
});

it.each([
  ['linux', {}, '/etc/dockpass/managed.json'],
  ['darwin', {}, '/Library/Application Support/Dockpass/managed.json'],
] as const)('the system’s own place on %s', (platform, env, expected) => {
  expect(systemPolicyPath(platform, env)).toBe(expected);
});
