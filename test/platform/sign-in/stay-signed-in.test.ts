import type { Cookie } from 'electron';
import { expect, test } from 'vitest';
import type { SignInResult } from '../../../main/core/sign-in/sign-in-ports.ts';
import { copyCookies } from '../../../main/platform/sign-in/sign-in-session.ts';
import { createStay } from '../../../main/platform/sign-in/stay-signed-in.ts';

/** The session that would be kept after this end, and those that cookies were copied to. */
const after = async (kind: SignInResult['kind'], wanted = true, kept?: string) => {
  const stay = createStay({ offered: true, ...(kept !== undefined && { kept }) }, () => wanted);
  const name = stay.chooseSession({ kind });
  const copiedTo: string[] = [];
  await stay.keep({
    keepAs: async to => void copiedTo.push(to),
  });
  return { name, copiedTo };
};

test.each(['token', 'code', 'bare-token'] as const)('who wants to stay signed in stays after a %s', async kind => {
  const { name, copiedTo } = await after(kind);
  expect(name).toMatch(/^[0-9a-f]{32}$/);
  expect(copiedTo).toEqual([name]);
  expect((await after(kind, true, 'the-one-before')).name).toBe('the-one-before');
  expect(await after(kind, false)).toEqual({ name: undefined, copiedTo: [] });
});

// No account remembers such a session, so nobody would ever wipe it.
test.each(['refused', 'invalid'] as const)('after a sign-in that was %s nobody stays signed in', async kind => {
  expect(await after(kind)).toEqual({ name: undefined, copiedTo: [] });
});

test('a cookie that the kept session refuses costs none of the others', async () => {
  const cookie = (name: string): Cookie => ({
    name,
    value: name,
    domain: 'id.example',
    hostOnly: true,
    sameSite: 'lax',
  });
  const kept: (string | undefined)[] = [];
  let flushed = 0;
  await copyCookies(
    { cookies: { get: async () => ['first', 'over', 'last'].map(cookie) } },
    {
      cookies: {
        set: async ({ name }) => {
          if (name === 'over') throw new Error('Failed to set cookie');
          kept.push(name);
        },
        flushStore: async () => {
          flushed = kept.length;
        },
      },
    },
  );
  expect(kept).toEqual(['first', 'last']);
  expect(flushed).toBe(2);
});
