import { expect } from 'vitest';
import { toFailure } from '../../../main/core/base/errors.ts';
import type { Provider } from '../../../main/core/oauth/provider.ts';
import type { ConnectForm } from '../../../preload/contract/connect-form.ts';
import type { Failure } from '../../../preload/contract/errors.ts';
import { instruct } from '../../../renderer/text/messages.ts';
import { coreOn, fakeClock } from '../../support/fakes/fakes.ts';
import { fetchHttp } from '../../support/fakes/fetch-http.ts';
import type { TokenMembers } from '../../support/local/token-members.ts';

// One account on a local server from its form to a check, with each step's outcome in a word: what a switch of that
// server changes for a person.

/** `works`, or the code and the reason that it fails with; `works, and says …` where something is noted beside it. */
export interface Outcomes {
  readonly connect: string;
  /** `no account` where connecting failed. */
  readonly copy: string;
  readonly renew: string;
  readonly check: string;
  /** The same once the token has run out at the provider. */
  readonly runOut: string;
  /** Connecting with wrong details, and renewing where that goes unnoticed. */
  readonly wrong: string;
}

/** Where no switch changes anything: every step works, and wrong details are told as what they are. */
export const usual: Outcomes = {
  connect: 'works',
  copy: 'works',
  renew: 'works',
  check: 'works',
  runOut: 'works',
  wrong: 'wrong-credentials',
};
/** What is left of it where connecting failed. */
export const noAccount = {
  copy: 'no account',
  renew: 'no account',
  check: 'no account',
  runOut: 'no account',
} as const;

/** Servers write the life of a token in more ways than one, and none changes anything. */
export const lives: readonly Switch<Pick<TokenMembers, 'expiresIn'>>[] = [
  ['a life that is text', { expiresIn: 'text' }],
  ['a life with a fraction', { expiresIn: 'with-fraction' }],
  ['an empty life', { expiresIn: 'empty' }],
  ['a life that is null', { expiresIn: 'null' }],
  ['no life', { expiresIn: 'missing' }],
];
/** The same of its type, where the provider is taken at its word. */
export const types: readonly Switch<Pick<TokenMembers, 'tokenType'>>[] = [
  ['a type in upper case', { tokenType: 'Bearer' }],
  ['no type', { tokenType: 'missing' }],
  ['an empty type', { tokenType: 'empty' }],
  ['a type that is null', { tokenType: 'null' }],
];

interface RunThrough {
  readonly providers: readonly Provider[];
  readonly form: ConnectForm;
  /** What is typed wrong, by the names of fields. */
  readonly wrong: ConnectForm['values'];
  /** Makes every token that was issued before run out at the provider. */
  readonly letRunOut: () => void;
  /** How a person goes through the provider's pages. */
  readonly signIn?: ReturnType<typeof coreOn>['browser']['answer'];
}

/** In a core of its own on real requests. Every outcome that is a failure has to say what to do. */
export const runThrough = async ({ providers, form, wrong, letRunOut, signIn }: RunThrough): Promise<Outcomes> => {
  const core = coreOn({ providers, clock: fakeClock(Date.now()) }, {}, { http: fetchHttp() });
  if (signIn !== undefined) core.browser.answer = signIn;
  let id = '';
  const connect = async (values: ConnectForm['values']): Promise<Failure | undefined> => {
    const { accountId, note } = await core.accounts.connect({ ...form, values: { ...form.values, ...values } });
    id = accountId;
    return note;
  };
  const twice = async (work: () => Promise<void>): Promise<void> => {
    await work();
    await work();
  };
  const ofAccount = (step: () => Promise<unknown>): Promise<string> =>
    id === '' ? Promise.resolve('no account') : outcomeOf(step);
  return {
    connect: await outcomeOf(() => connect({})),
    copy: await ofAccount(() => core.accounts.copy(id, 'token', 0)),
    renew: await ofAccount(() => twice(() => core.accounts.renew(id))),
    check: await ofAccount(() => core.accounts.check(id)),
    runOut: await ofAccount(() => {
      letRunOut();
      return core.accounts.check(id);
    }),
    wrong: await outcomeOf(async () => {
      await connect(wrong);
      await core.accounts.renew(id);
    }),
  };
};

const outcomeOf = async (step: () => Promise<unknown>): Promise<string> => {
  try {
    const said = await step();
    return isFailure(said) ? `works, and says ${wordsOf(said)}` : 'works';
  } catch (error) {
    return wordsOf(toFailure(error));
  }
};

const isFailure = (said: unknown): said is Failure => typeof said === 'object' && said !== null && 'code' in said;

const wordsOf = (failure: Failure): string => {
  expect(failure.code).not.toBe('unexpected');
  expect(instruct(failure, 'Connect').help).toMatch(/[Pp]ress /);
  const { code, reason } = failure;
  // A status says nothing that the code does not.
  return reason === undefined || /^\d+$/.test(reason) ? code : `${code} ${reason}`;
};

/** What a provider's clock says: this computer's time, until every token has run out at once. */
export const providerClock = (): { readonly now: () => number; readonly letRunOut: () => void } => {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    letRunOut: () => {
      aheadMs = 400 * 86_400_000;
    },
  };
};

/** A switch of a server, what it is set to, and which outcomes are not the usual ones. */
export type Switch<Settings> = readonly [name: string, settings: Partial<Settings>, otherwise?: Partial<Outcomes>];

/** Switches that no line of a table turns to a value that differs from the strict one. */
export const unturned = <Settings extends object>(
  strict: Settings,
  switches: readonly Switch<Settings>[],
): readonly string[] => {
  const turned = new Set(switches.flatMap(([, settings]) => Object.keys(settings)));
  return Object.keys(strict).filter(name => !turned.has(name));
};
