import { randomBytes } from 'node:crypto';
import type { SignInResult, StaySignedIn } from '../../core/sign-in/sign-in-ports.ts';
import type { SignInSession } from './sign-in-session.ts';

/** Whether the person stays signed in at the provider after this sign-in, and in which session. */
interface Stay {
  /** At the capture: the name that goes with the account from now on, if it stays. Not where the page brought no account to stay with. */
  readonly chooseSession: (result: Pick<SignInResult, 'kind'>) => string | undefined;
  /** Once the pages are gone: moves who is signed in to where it is kept. Without a capture nothing changes. */
  readonly keep: (own: Pick<SignInSession, 'keepAs'>) => Promise<void>;
}

const endsWithoutAccount: readonly SignInResult['kind'][] = ['refused', 'invalid', 'other-device'];

export function createStay(asked: StaySignedIn, wanted: () => boolean): Stay {
  let name: string | undefined;
  return {
    chooseSession: ({ kind }) => {
      const stays = asked.offered && wanted() && !endsWithoutAccount.includes(kind);
      // Small letters: Electron lowers them for the folder, and two names must not meet there.
      name = stays ? (asked.kept ?? randomBytes(16).toString('hex')) : undefined;
      return name;
    },
    keep: async own => {
      if (name !== undefined) await own.keepAs(name);
    },
  };
}
