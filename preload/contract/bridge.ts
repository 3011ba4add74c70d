import type { ArgsOf, ValueOf } from './call.ts';
import { panelCalls } from './calls.ts';
import type { Reply } from './errors.ts';
import type { Events } from './events.ts';
import { questionCalls } from './programs/question.ts';
import { quickCalls } from './quick-calls.ts';
import { signInBarCalls } from './sign-in-bar.ts';

export const calls = { ...panelCalls, ...signInBarCalls, ...quickCalls, ...questionCalls } as const;

type Calls = typeof calls;

/** `window.dockpass` as the renderer sees it. */
export type DockpassBridge = {
  readonly [Name in keyof Calls]: (...args: ArgsOf<Calls[Name]>) => Promise<Reply<ValueOf<Calls[Name]>>>;
} & {
  /** Listens to an event; the result stops listening. */
  readonly on: <Name extends keyof Events>(name: Name, listener: (value: ValueOf<Events[Name]>) => void) => () => void;
};

/** Channel of a call or an event, for preload and main. */
export const channelOf = (name: string): string => `dockpass:${name}`;
