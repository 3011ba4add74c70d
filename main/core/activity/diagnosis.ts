import { Secret } from '../base/secret.ts';
import type { Status } from '../desktop/status.ts';
import type { Provider } from '../oauth/provider.ts';
import type { Clipboard } from '../ports/desktop.ts';
import type { Clock } from '../ports/time.ts';
import type { StoredAccount, Vault } from '../vault/vault.ts';
import { type Activity, lineOf } from './activity.ts';

/** What a diagnosis is made of. */
interface DiagnosisDeps {
  readonly vault: Pick<Vault, 'list'>;
  readonly status: Pick<Status, 'view'>;
  readonly activity: Pick<Activity, 'list'>;
  readonly clipboard: Pick<Clipboard, 'write'>;
  readonly clock: Clock;
  readonly providers: readonly Provider[];
  /** Electron's, Chromium's and Node's versions, and the system's. */
  readonly runtime: string;
}

const mostEvents = 20;

/**
 * Puts a report for a support ticket on the clipboard: versions, how accounts are kept, the clock, how many accounts in
 * which state, and what went wrong last. No name, no id, no address, no value. Throws unexpected where the clipboard refuses.
 */
export const createDiagnosis = (ports: DiagnosisDeps): { readonly copy: () => Promise<void> } => ({
  copy: async () => {
    const { version, standIn, storage, lock, online, clockSkewMs, settingsFellBack } = await ports.status.view();
    const failed = (await ports.activity.list()).filter(({ code }) => code !== undefined).slice(0, mostEvents);
    const lines = [
      `Dockpass ${version}${standIn ? ' on the stand-in' : ''}, ${ports.runtime}`,
      `at ${ports.clock.isoTime(ports.clock.now())}`,
      `keeping: ${storage}${lock === 'none' ? '' : `, ${lock}`}`,
      `network: ${online ? 'online' : 'offline'}`,
      `clock: ${clockSkewMs === undefined ? 'right within a minute' : `${Math.round(clockSkewMs / 1000)} s off`}`,
      ...(settingsFellBack === undefined ? [] : [`settings with their defaults: ${settingsFellBack.join(' ')}`]),
      ...countsOf(ports.vault.list(), ports.providers),
      ...(failed.length === 0 ? ['nothing has failed lately'] : ['failed lately:']),
      ...failed.map(event => `  ${lineOf(event, ports.clock.isoTime, false)}`),
    ];
    await ports.clipboard.write(new Secret(`${lines.join('\n')}\n`));
  },
});

/** "accounts: ReadyCloud production 3, one line for each state they are in". */
const countsOf = (all: readonly StoredAccount[], providers: readonly Provider[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const account of all) {
    const words = stateOf(account, providers);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts.size === 0 ? ['accounts: none'] : [...counts].map(([words, count]) => `accounts: ${count} ${words}`);
};

const stateOf = ({ record, onDisk, problem }: StoredAccount, providers: readonly Provider[]): string => {
  if (record === undefined) return `unreadable, ${problem?.reason ?? 'io'}`;
  const provider = providers.find(({ id }) => id === record.provider)?.id ?? 'of an unknown provider';
  const renewal = record.onCopy ? 'on copy' : record.canRenew ? 'by itself' : 'by person';
  return [
    `${provider} ${record.environment}`,
    record.needsSignIn ? 'sign-in needed' : renewal,
    ...(onDisk ? [] : ['this session only']),
    ...(problem === undefined ? [] : [problem.code]),
  ].join(', ');
};
