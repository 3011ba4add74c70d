import { minuteMs } from '../../../preload/contract/durations.ts';
import type { StatusView } from '../../../preload/contract/status-view.ts';
import { createEvent, type Event } from '../base/event.ts';
import type { EndOfShift } from '../lock/end-of-shift.ts';
import type { Signals } from '../ports/desktop.ts';
import type { ActiveSealer } from '../ports/storage.ts';
import type { ClockSkew } from '../renewal/clock-skew.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { ManagedSettings } from '../settings/managed.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { LockState } from '../vault/lock-state.ts';

/** What the status line is made of. */
interface StatusDeps {
  readonly sealer: ActiveSealer;
  readonly signals: Pick<Signals, 'isOnline'>;
  readonly settings: Pick<SettingsStore, 'read' | 'fellBack' | 'onChange'>;
  /** What an organization has decided; nothing where it is left out. */
  readonly managed?: Pick<ManagedSettings, 'problem' | 'onChange'>;
  readonly scheduler: Pick<RenewalScheduler, 'nextTryAt'>;
  readonly lockState: Pick<LockState, 'view'>;
  readonly clockSkew: Pick<ClockSkew, 'onNoticed'>;
  readonly shift: Pick<EndOfShift, 'isUnfinished'>;
  /** How accounts are stored may be another by now, or a shift is over. */
  readonly storageChanged: Pick<Event, 'listen'>;
  readonly about: Pick<StatusView, 'version' | 'platform' | 'standIn'>;
}

export interface Status {
  readonly view: () => Promise<StatusView>;
  /** The network went away, or came back. */
  readonly networkChanged: () => void;
  readonly onChange: (listener: () => void) => void;
}

/** A difference that people would notice; less is the network's. */
const noticedSkewMs = minuteMs;

export const createStatus = (deps: StatusDeps): Status => {
  const { sealer, signals, settings, managed, scheduler, lockState, clockSkew, shift, storageChanged, about } = deps;
  let clockSkewMs: number | undefined;
  const changed = createEvent();
  settings.onChange(() => changed.tell());
  managed?.onChange(changed.tell);
  storageChanged.listen(changed.tell);
  clockSkew.onNoticed(skewMs => {
    const noticed = skewMs !== undefined && Math.abs(skewMs) > noticedSkewMs ? skewMs : undefined;
    if (noticed === clockSkewMs) return;
    clockSkewMs = noticed;
    changed.tell();
  });
  return {
    view: async () => {
      const retryAt = scheduler.nextTryAt();
      const managedProblem = managed?.problem();
      const settingsFellBack = settings.fellBack();
      return {
        ...about,
        online: signals.isOnline(),
        storage: await sealer.state(),
        lock: lockState.view(),
        qrCodes: settings.read().qrCodes,
        listOrder: settings.read().listOrder,
        ...(retryAt !== undefined && { retryAt }),
        ...(shift.isUnfinished() && { shiftUnfinished: true as const }),
        ...(settingsFellBack.length > 0 && { settingsFellBack }),
        ...(managedProblem !== undefined && { managedProblem }),
        ...(clockSkewMs !== undefined && { clockSkewMs }),
      };
    },
    networkChanged: changed.tell,
    onChange: listener => void changed.listen(listener),
  };
};
