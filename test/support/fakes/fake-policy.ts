import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import type { LastGoodPolicy, Policy } from '../../../main/core/ports/storage.ts';

type Reading = Awaited<ReturnType<Policy['read']>>;

/** An organization's file that a test puts there; secrets by path. */
export const fakePolicy = (
  reading: Reading = { kind: 'absent' },
  secrets: Readonly<Record<string, string>> = {},
): Policy & { reading: Reading; changed: () => void } => {
  const listeners: (() => void)[] = [];
  const policy = {
    path: '/etc/dockpass/managed.json',
    reading,
    read: async () => policy.reading,
    readSecret: async (path: string) => {
      const text = secrets[path];
      if (text === undefined) throw new DockpassError('managed-secret', { detail: path, reason: 'missing' });
      return new Secret(text);
    },
    onChange: (listener: () => void) => void listeners.push(listener),
    changed: () => {
      for (const listener of listeners) listener();
    },
  };
  return policy;
};

export const fakeLastGood = (kept?: unknown): LastGoodPolicy & { kept: unknown } => {
  const lastGood = {
    kept,
    read: () => lastGood.kept,
    save: (content: unknown) => {
      lastGood.kept = content;
    },
  };
  return lastGood;
};
