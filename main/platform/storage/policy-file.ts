import { type FSWatcher, type Stats, watch } from 'node:fs';
import { constants, type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PolicyRefusal } from '../../../preload/contract/settings-view.ts';
import { DockpassError } from '../../core/base/errors.ts';
import { createEvent } from '../../core/base/event.ts';
import { Secret } from '../../core/base/secret.ts';
import type { Policy } from '../../core/ports/storage.ts';
import {
  judgePosixPolicy,
  judgePosixSecret,
  type PosixFacts,
  type SecretProblem,
  type TrustProblem,
} from '../../core/settings/posix-trust.ts';
import { judgeWindowsPolicy, judgeWindowsSecret } from '../../core/settings/windows-trust.ts';
import { systemCodeOf } from '../system/system-code.ts';
import { describeSecurity, type SecurityDescription } from './windows-security.ts';

interface PolicyFileOptions {
  readonly path: string;
  /** Also believes the person's own files: for tests only. */
  readonly trustsPerson?: boolean;
  readonly platform?: NodeJS.Platform;
  readonly person?: number;
  readonly describe?: (path: string) => Promise<SecurityDescription>;
}

const largestFile = 256 * 1024;
const root = 0;

/** Who may be believed, asked of whatever system this is. Both reject where the system does not say. */
interface Judges {
  readonly policy: (file: FileHandle, path: string) => Promise<TrustProblem | undefined>;
  readonly secret: (file: FileHandle, path: string) => Promise<SecretProblem | undefined>;
}

/**
 * The organization's file. It is opened once, looked at, and read through the same handle, so that what was judged is
 * what is read; a link in its place is no file.
 */
export const createPolicyFile = (options: PolicyFileOptions): Policy & { readonly close: () => void } => {
  const { path } = options;
  const judges = judgesFor(options);
  const changed = createEvent();
  let watcher: FSWatcher | undefined;
  const watchFolder = (): void => {
    if (watcher !== undefined) return;
    try {
      watcher = watch(dirname(path), { persistent: false }, () => changed.tell());
      watcher.on('error', close);
    } catch {
      // No folder yet, or none that can be watched: the file is read again at other times as well.
    }
  };
  const close = (): void => {
    watcher?.close();
    watcher = undefined;
  };
  return {
    path,
    read: async () => {
      watchFolder();
      try {
        const text = await readJudged(path, judges.policy);
        return typeof text === 'string' ? contentOf(text) : { kind: 'refused', reason: text.problem };
      } catch (problem) {
        const code = systemCodeOf(problem);
        return code === 'ENOENT' ? { kind: 'absent' } : { kind: 'refused', reason: refusalOf(code) };
      }
    },
    readSecret: async secretPath => {
      const refused = (reason: string): DockpassError =>
        new DockpassError('managed-secret', { detail: secretPath, reason });
      const text = await readJudged(secretPath, judges.secret).catch(problem => {
        throw refused(systemCodeOf(problem) === 'ENOENT' ? 'missing' : refusalOf(systemCodeOf(problem)));
      });
      if (typeof text !== 'string') throw refused(text.problem);
      // Editors end a file with a line break that is not part of what it says.
      const secret = text.replace(/\r?\n$/, '');
      if (secret === '') throw refused('missing');
      return new Secret(secret);
    },
    onChange: listener => void changed.listen(listener),
    close,
  };
};

function contentOf(text: string): Awaited<ReturnType<Policy['read']>> {
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return { kind: 'content', content };
  } catch {
    return { kind: 'refused', reason: 'not-json' };
  }
}

/** ELOOP: a link where no link may be; EISDIR: a folder. */
const refusalOf = (code: string): PolicyRefusal =>
  code === 'ELOOP' || code === 'EISDIR' ? 'not-a-file' : code === 'UNCHECKED' ? 'unchecked' : 'unreadable';

async function readJudged<Problem extends string>(
  path: string,
  judge: (file: FileHandle, path: string) => Promise<Problem | undefined>,
): Promise<string | { readonly problem: Problem | 'too-large' }> {
  // Without O_NONBLOCK a pipe in its place would hold the app up for ever. Windows knows neither flag.
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const problem = await judge(file, path);
    if (problem !== undefined) return { problem };
    if ((await file.stat()).size > largestFile) return { problem: 'too-large' };
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function judgesFor(options: PolicyFileOptions): Judges {
  const { platform = process.platform, trustsPerson = false, describe = describeSecurity } = options;
  if (platform === 'win32') {
    const said = (path: string): Promise<SecurityDescription> =>
      describe(path).catch(() => Promise.reject(Object.assign(new Error('no answer'), { code: 'UNCHECKED' })));
    return {
      policy: async (_file, path) => {
        const { person, descriptor } = await said(path);
        return judgeWindowsPolicy(descriptor, trustsPerson ? [person] : []);
      },
      secret: async (_file, path) => {
        const { person, descriptor } = await said(path);
        return judgeWindowsSecret(descriptor, person);
      },
    };
  }
  const { person = process.getuid?.() ?? root } = options;
  const trusted = trustsPerson ? [root, person] : [root];
  return {
    policy: async (file, path) =>
      judgePosixPolicy(factsOf(await file.stat()), factsOf(await stat(dirname(path))), trusted),
    secret: async file => judgePosixSecret(factsOf(await file.stat()), [root, person]),
  };
}

const factsOf = (facts: Stats): PosixFacts => ({ isFile: facts.isFile(), owner: facts.uid, mode: facts.mode });
