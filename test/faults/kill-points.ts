import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Loaded ahead of everything in the program that is killed: ends it at one chosen call to the file system.

/** `at`: the how-manieth call about the data folder. `halfway`: with half of the bytes written. */
export interface KillPoint {
  readonly at: number;
  readonly when: 'before' | 'halfway' | 'after';
}

const point: KillPoint | undefined = JSON.parse(process.env.DOCKPASS_FAULTS_POINT ?? 'null') ?? undefined;
const folder = process.env.DOCKPASS_FAULTS_FOLDER ?? '';
const opened = new Set<unknown>();
let calls = 0;

const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  // Nothing of this program may run on until the system has ended it.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

const isOurs = (what: unknown): boolean =>
  typeof what === 'number' ? opened.has(what) : String(what).startsWith(folder);

const counted = [
  'mkdirSync',
  'openSync',
  'writeSync',
  'fsyncSync',
  'closeSync',
  'renameSync',
  'rmSync',
  'unlinkSync',
] as const;
if (point !== undefined)
  for (const name of counted)
    Reflect.set(
      fs,
      name,
      new Proxy(fs[name], {
        apply: (real: (...args: unknown[]) => unknown, self, args: unknown[]) => {
          if (!isOurs(args[0])) return Reflect.apply(real, self, args);
          calls += 1;
          const dies = calls === point.at;
          if (dies && point.when === 'before') die();
          try {
            if (dies && point.when === 'halfway' && name === 'writeSync') Reflect.apply(real, self, half(args));
            else {
              const result = Reflect.apply(real, self, args);
              if (name === 'openSync') opened.add(result);
              if (name === 'closeSync') opened.delete(args[0]);
              if (!dies) return result;
            }
          } catch (problem) {
            // Also a call that fails, such as removing what is not there, is an instant to be killed at.
            if (!dies) throw problem;
          }
          return die();
        },
      }),
    );
syncBuiltinESMExports();

const half = ([file, content]: unknown[]): unknown[] => {
  const bytes = Buffer.from(content instanceof Uint8Array ? content : String(content));
  return [file, bytes.subarray(0, bytes.length / 2)];
};
