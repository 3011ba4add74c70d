import type { ConnectForm, ReadyMadeView } from '../../../preload/contract/connect-form.ts';
import type { ManagedProblem } from '../../../preload/contract/settings-view.ts';
import { DockpassError } from '../base/errors.ts';
import { createEvent } from '../base/event.ts';
import { createKeyedQueue } from '../base/keyed-queue.ts';
import { opensWindow, type Provider } from '../oauth/provider.ts';
import { shownNameOf } from '../oauth/shown-name.ts';
import type { Log } from '../ports/log.ts';
import type { LastGoodPolicy, Policy } from '../ports/storage.ts';
import { type Managed, readManaged, unmanaged } from './managed-file.ts';

/** What managed settings are made of. */
interface ManagedDeps {
  readonly policy: Policy;
  readonly lastGood: LastGoodPolicy;
  readonly providers: readonly Provider[];
  readonly log: Log;
}

/** What an organization's IT has decided, as it is in force now. */
export interface ManagedSettings {
  readonly current: () => Managed;
  /** Why the file that is there now does not count; absent when it does, or when there is none. */
  readonly problem: () => ManagedProblem | undefined;
  readonly readyMade: () => readonly ReadyMadeView[];
  /** Reads the file again. A bad one leaves the last good one in force. Never throws. */
  readonly refresh: () => Promise<void>;
  /** A ready-made account's form with its secrets. Throws bad-input, managed-secret. */
  readonly form: (id: string) => Promise<ConnectForm>;
  readonly onChange: (listener: () => void) => void;
}

/** Nothing counts before the first `refresh`. */
export const createManaged = ({ policy, lastGood, providers, log }: ManagedDeps): ManagedSettings => {
  const changed = createEvent();
  const queue = createKeyedQueue();
  let current = unmanaged;
  let problem: ManagedProblem | undefined;
  let seen: string | undefined;

  const readPolicy = async (): Promise<{ readonly content: unknown } | Pick<ManagedProblem, 'reason' | 'where'>> => {
    const found = await policy.read();
    if (found.kind === 'absent') return { content: undefined };
    if (found.kind === 'refused') return { reason: found.reason };
    const reading = readManaged(found.content, providers);
    return reading.kind === 'good' ? { content: found.content } : { reason: 'content', where: reading.where };
  };
  const inForce = (content: unknown): Managed | undefined => {
    const reading = readManaged(content, providers);
    return reading.kind === 'good' ? reading.managed : undefined;
  };

  const refresh = async (): Promise<void> => {
    const found = await readPolicy();
    const now = JSON.stringify(found);
    if (now === seen) return;
    const isFirst = seen === undefined;
    seen = now;
    if ('reason' in found) {
      // At a start nothing is in force yet: what was good when Dockpass last ran is.
      if (isFirst) current = inForce(lastGood.read()) ?? unmanaged;
      problem = { path: policy.path, ...found, earlierInForce: current !== unmanaged };
      log.write('managed-refused', { reason: found.reason, where: found.where ?? '' });
    } else {
      current = inForce(found.content) ?? unmanaged;
      problem = undefined;
      lastGood.save(found.content);
      if (current !== unmanaged) log.write('managed', { accounts: current.readyMade.length });
    }
    changed.tell();
  };

  const once = (): Promise<void> => queue.run('managed', refresh);
  policy.onChange(() => void once());
  return {
    current: () => current,
    problem: () => problem,
    readyMade: () => current.readyMade.flatMap(one => viewOf(one, providers)),
    refresh: once,
    form: async id => {
      const made = current.readyMade.find(one => one.id === id);
      if (made === undefined) throw new DockpassError('bad-input', { field: 'account' });
      const secrets = await Promise.all(
        Object.entries(made.secretFiles).map(async ([name, file]) => [name, await policy.readSecret(file)] as const),
      );
      const revealed = Object.fromEntries(secrets.map(([name, secret]) => [name, secret.reveal()]));
      return { ...made.form, values: { ...made.form.values, ...revealed } };
    },
    onChange: listener => void changed.listen(listener),
  };
};

const viewOf = ({ id, name, form }: Managed['readyMade'][number], providers: readonly Provider[]): ReadyMadeView[] =>
  providers
    .filter(provider => provider.id === form.provider)
    .map(provider => ({
      id,
      name,
      providerId: provider.id,
      providerName: shownNameOf(provider),
      monogram: provider.monogram,
      colour: provider.colour,
      opensWindow: opensWindow(provider, form.values),
    }));
