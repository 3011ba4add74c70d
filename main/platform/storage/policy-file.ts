import { type FSWatcher, type Stats, watch } from 'node:fs';
import { constants, lstat, open, stat } from 'node:fs/promises';
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
import { readSecured, type SecuredFile } from './windows-security.ts';

interface PolicyFileOptions {
  readonly path: string;
  /** Also believes the person's own files: for tests only. */
  readonly trustsPerson?: boolean;
  readonly platform?: NodeJS.Platform;
  readonly person?: number;
  readonly readSecured?: (path: string, largest: number) => Promise<SecuredFile>;
}

const largestFile = 256 * 1024;
const root = 0;

/** What a file says, or why it is not believed. */
type Read<Problem extends string> = Promise<string | { readonly problem: Problem | 'too-large' }>;

/**
 * Files as this system opens and judges them: once, so that what was judged is what is read. Both reject where there is no
 * file, or the system does not say who may change it.
 */
interface JudgedFiles {
  readonly policy: (path: string) => Read<TrustProblem>;
  readonly secret: (path: string) => Read<SecretProblem>;
}

/** The organization's file. A link in its place is no file. */
export const createPolicyFile = (options: PolicyFileOptions): Policy & { readonly close: () => void } => {
  const { path } = options;
  const files = judgedFiles(options);
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
        const text = await files.policy(path);
        return typeof text === 'string' ? contentOf(text) : { kind: 'refused', reason: text.problem };
      } catch (problem) {
        const code = systemCodeOf(problem);
        return code === 'ENOENT' ? { kind: 'absent' } : { kind: 'refused', reason: refusalOf(code) };
      }
    },
    readSecret: async secretPath => {
      const refused = (reason: string): DockpassError =>
        new DockpassError('managed-secret', { detail: secretPath, reason });
      const text = await files.secret(secretPath).catch(problem => {
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

function judgedFiles(options: PolicyFileOptions): JudgedFiles {
  return (options.platform ?? process.platform) === 'win32' ? windowsFiles(options) : posixFiles(options);
}

function windowsFiles({ trustsPerson = false, readSecured: ask = readSecured }: PolicyFileOptions): JudgedFiles {
  const read = async <Problem extends string>(
    path: string,
    judge: (file: SecuredFile) => Problem | undefined,
  ): Read<Problem | 'not-a-file'> => {
    // Only whether there is one: nothing is believed of what a path says.
    if (!(await lstat(path)).isFile()) return { problem: 'not-a-file' };
    const file = await ask(path, largestFile).catch(() =>
      Promise.reject(Object.assign(new Error('no answer'), { code: 'UNCHECKED' })),
    );
    const problem = judge(file);
    if (problem !== undefined) return { problem };
    return file.text ?? { problem: 'too-large' };
  };
  return {
    policy: path =>
      read(path, ({ person, descriptor, folder }) =>
        judgeWindowsPolicy(descriptor, folder, trustsPerson ? [person] : []),
      ),
    secret: path => read(path, ({ person, descriptor }) => judgeWindowsSecret(descriptor, person)),
  };
}

function posixFiles({ trustsPerson = false, person = process.getuid?.() ?? root }: PolicyFileOptions): JudgedFiles {
  const trusted = trustsPerson ? [root, person] : [root];
  const read = async <Problem extends string>(
    path: string,
    judge: (file: PosixFacts) => Problem | undefined | Promise<Problem | undefined>,
  ): Read<Problem> => {
    // Without O_NONBLOCK a pipe in its place would hold the app up for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const facts = await file.stat();
      const problem = await judge(factsOf(facts));
      if (problem !== undefined) return { problem };
      return facts.size > largestFile ? { problem: 'too-large' } : await file.readFile('utf8');
    } finally {
      await file.close();
    }
  };
  return {
    policy: path => read(path, async file => judgePosixPolicy(file, factsOf(await stat(dirname(path))), trusted)),
    secret: path => read(path, file => judgePosixSecret(file, [root, person])),
  };
}

const factsOf = (facts: Stats): PosixFacts => ({ isFile: facts.isFile(), owner: facts.uid, mode: facts.mode });
