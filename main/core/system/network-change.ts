import type { Status } from '../desktop/status.ts';
import type { Signals } from '../ports/desktop.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';

interface NetworkChangeDeps {
  readonly signals: Pick<Signals, 'on'>;
  readonly scheduler: Pick<RenewalScheduler, 'catchUp' | 'plan'>;
  readonly status: Pick<Status, 'networkChanged'>;
}

/** All that follows when the network returns, and when it goes away. */
export const followNetwork = ({ signals, scheduler, status }: NetworkChangeDeps): void => {
  signals.on('online', () => {
    scheduler.catchUp();
    status.networkChanged();
  });
  signals.on('offline', () => {
    scheduler.plan();
    status.networkChanged();
  });
};
