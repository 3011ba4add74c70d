import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import * as v from 'valibot';
import { channelOf } from '../../../preload/contract/bridge.ts';
import type { ArgsOf, ValueOf } from '../../../preload/contract/call.ts';
import type { Failure, Reply } from '../../../preload/contract/errors.ts';
import { DockpassError, toFailure } from '../../core/base/errors.ts';
import { holdsSecret } from '../../core/base/secret.ts';
import type { Log } from '../../core/ports/log.ts';
import { isBundleUrl } from '../security/bundle-scheme.ts';
import type { Schemas } from './ipc-arguments.ts';

/** Main's side of a group of calls: one that is missing does not compile. */
export type Handlers<C> = {
  readonly [Name in keyof C]: (...args: ArgsOf<C[Name]>) => Promise<ValueOf<C[Name]>> | ValueOf<C[Name]>;
};

/** Who calls, as Electron gives it. Read it at once: a frame that has moved on meanwhile is null. */
export type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** The handlers for this sender, or nothing for one that has no business calling. Asked before anything is awaited. */
export type HandlersFor<C> = (event: Sender) => Handlers<C> | undefined;

interface Ipc {
  readonly handle: (channel: string, listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown) => void;
}

/**
 * Answers a group of calls, registered once however many windows come and go. Number 17 of Electron's security
 * checklist: only the main frame of a page of ours is heard, and then only if `handlersFor` knows it. Arguments are
 * checked; whatever goes wrong is a Failure, and a reply that holds a Secret never leaves.
 */
export const serveCalls = <C extends object>(
  schemas: Schemas<C>,
  handlersFor: HandlersFor<C>,
  log: Log,
  ipc: Ipc = ipcMain,
): void => {
  for (const name of namesOf(schemas)) {
    ipc.handle(channelOf(name), (event, ...args) => {
      const handlers = isOwnMainFrame(event.senderFrame) ? handlersFor(event) : undefined;
      if (handlers === undefined) {
        log.write('call-refused', { call: name, reason: 'sender' });
        return refused('unexpected');
      }
      const checked = v.safeParse(schemas[name], args);
      if (!checked.success) {
        log.write('call-refused', { call: name, reason: 'arguments' });
        return refused('bad-input');
      }
      return answer(name, log, async () => handlers[name](...checked.output));
    });
  }
};

/** One set of handlers for whatever `isSender` recognises. */
export const onlyFrom =
  <H>(isSender: (event: Sender) => boolean, handlers: H): ((event: Sender) => H | undefined) =>
  event =>
    isSender(event) ? handlers : undefined;

const isOwnMainFrame = (frame: Sender['senderFrame']): boolean =>
  frame !== null && frame.parent === null && isBundleUrl(frame.url);

async function answer<T>(name: string, log: Log, call: () => Promise<T>): Promise<Reply<T>> {
  try {
    const value = await call();
    if (holdsSecret(value)) throw new Error('a reply holds a secret');
    return { ok: true, value };
  } catch (problem) {
    const error = toFailure(problem);
    // The kind of an unexpected problem, never its message: that may quote what was handled.
    const kind = problem instanceof DockpassError || !(problem instanceof Error) ? {} : { kind: problem.name };
    log.write('call-failed', { call: name, code: error.code, ...kind });
    return { ok: false, error };
  }
}

const refused = (code: Failure['code']): Reply<never> => ({ ok: false, error: { code } });

// Object.keys knows only strings; the schemas' own keys are exactly the calls' names.
const namesOf = <C extends object>(schemas: Schemas<C>): (keyof C & string)[] =>
  Object.keys(schemas) as (keyof C & string)[];
