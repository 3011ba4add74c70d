import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../support/project-root.ts';
import type { Computer } from './storage-steps.ts';

interface Ended {
  readonly code: number | null;
  readonly printed: string;
}

/** Starts the program once more on the same data, as a person, the desktop or a script does; ends when it has ended. */
export function startAgain({ userData }: Computer, ...args: readonly string[]): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = spawn(path.join(projectRoot, 'test/stand-in/electron'), ['.', ...args], {
    cwd: projectRoot,
    env: { ...process.env, DOCKPASS_USER_DATA: userData },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.once('close', code => resolve({ code, printed }));
  return promise;
}
