import type { StatusView } from '../../../preload/contract/status-view.ts';
import type { LockView } from '../../../preload/contract/storage-view.ts';
import type { ActiveSealer, Signals } from '../ports/ports.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { ManagedSettings } from '../settings/managed.ts';
import type { SettingsStore } from '../settings/settings.ts';

/** What the status line is made of. */
export interface StatusDeps {
  readonly sealer: ActiveSealer;
  readonly signals: Signals;
  readonly settings: Pick<SettingsStore, 'fellBack' | 'onChange'>;
  /** What an organization has decided; nothing where it is left out. */
  readonly managed?: Pick<ManagedSettings, 'problem' | 'onChange'>;
  readonly nextTryAt: RenewalScheduler['nextTryAt'];
  readonly lock: () => LockView;
  readonly about: Pick<StatusView, 'version' | 'platform' | 'standIn'>;
}

export interface Status {
  readonly view: () => Promise<StatusView>;
  /** This computer's clock minus a provider's, ms, as a reply showed it; undefined when the clock was set since. */
  readonly noteClockSkew: (skewMs: number | undefined) => void;
  /** How accounts are kept may be another by now. */
  readonly noteStorage: () => void;
  readonly onChange: (listener: () => void) => void;
}

/** A difference that people would notice; less is the network's. */
const noticedSkewMs = 60_000;

export const createStatus = ({ sealer, signals, settings, managed, nextTryAt, lock, about }: StatusDeps): Status => {
  let clockSkewMs: number | undefined;
  const listeners: (() => void)[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  signals.on('online', changed);
  signals.on('offline', changed);
  settings.onChange(changed);
  managed?.onChange(changed);
  return {
    view: async () => {
      const retryAt = nextTryAt();
      const managedProblem = managed?.problem();
      const settingsFellBack = settings.fellBack();
      return {
        ...about,
        online: signals.isOnline(),
        storage: await sealer.state(),
        lock: lock(),
        ...(retryAt !== undefined && { retryAt }),
        ...(settingsFellBack.length > 0 && { settingsFellBack }),
        ...(managedProblem !== undefined && { managedProblem }),
        ...(clockSkewMs !== undefined && { clockSkewMs }),
      };
    },
    noteClockSkew: skewMs => {
      const noticed = skewMs !== undefined && Math.abs(skewMs) > noticedSkewMs ? skewMs : undefined;
      if (noticed === clockSkewMs) return;
      clockSkewMs = noticed;
      changed();
    },
    noteStorage: changed,
    onChange: listener => void listeners.push(listener),
  };
};
