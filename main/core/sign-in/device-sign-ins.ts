import type { DeviceSignInView } from '../../../preload/contract/connect-form.ts';
import { DockpassError } from '../base/errors.ts';
import { createEvent } from '../base/event.ts';
import type { Operation, Operations } from '../base/operations.ts';
import type { DeviceSignIn } from '../oauth/provider.ts';
import type { Random } from '../ports/random.ts';

/** As main sends it on, with its address drawn. */
export type ShownDeviceSignIn = Omit<DeviceSignInView, 'qr'> & {
  /** What another device reads from the screen. */
  readonly scanned: string;
};

interface DeviceSignInsDeps {
  readonly operations: Pick<Operations, 'stop'>;
  readonly random: Random;
  /** The app's one gate to the person's own browser. */
  readonly openExternal: (url: string, origins: readonly string[]) => Promise<void>;
}

interface Asked {
  readonly of: string;
  readonly device: Pick<DeviceSignIn, 'userCode' | 'verificationAddress' | 'completeAddress'>;
  readonly expiresAt: number;
  readonly operation: Operation;
}

/** The sign-ins on another device that wait for a person now. */
export interface DeviceSignIns {
  readonly list: () => readonly ShownDeviceSignIn[];
  /** Another one, another state of one, or one less. `isNew`: a person has to look at it. */
  readonly onChange: (listener: (isNew: boolean) => void) => void;
  readonly show: (asked: Asked) => {
    /** Whether the server answers at present. */
    readonly reached: (is: boolean) => void;
    readonly gone: () => void;
  };
  /** Ends it as cancelled; tokens whose answer is on its way are kept. */
  readonly stop: (id: string) => void;
  /**
   * Opens its page in the person's own browser. `origin`: the one that the person saw and confirmed. Throws bad-input
   * where it is another, or the sign-in is over.
   */
  readonly open: (id: string, origin: string) => Promise<void>;
}

export const createDeviceSignIns = ({ operations, random, openExternal }: DeviceSignInsDeps): DeviceSignIns => {
  const changed = createEvent<[isNew: boolean]>();
  const shown = new Map<string, { readonly view: ShownDeviceSignIn; readonly operation: Operation }>();
  return {
    list: () => [...shown.values()].map(({ view }) => view),
    onChange: listener => void changed.listen(listener),
    show: ({ of, device, expiresAt, operation }) => {
      const id = random.token(12);
      const { userCode, verificationAddress, completeAddress } = device;
      const { origin, host } = new URL(verificationAddress);
      const view: ShownDeviceSignIn = {
        id,
        of,
        userCode,
        address: verificationAddress,
        origin,
        host,
        scanned: completeAddress ?? verificationAddress,
        expiresAt,
        isReached: true,
      };
      shown.set(id, { view, operation });
      changed.tell(true);
      return {
        reached: is => {
          const before = shown.get(id);
          if (before === undefined || before.view.isReached === is) return;
          shown.set(id, { view: { ...view, isReached: is }, operation });
          changed.tell(false);
        },
        gone: () => {
          if (shown.delete(id)) changed.tell(false);
        },
      };
    },
    stop: id => {
      const one = shown.get(id)?.operation;
      operations.stop(other => other === one, new DockpassError('cancelled'));
    },
    open: async (id, origin) => {
      const view = shown.get(id)?.view;
      if (view === undefined || view.origin !== origin) throw new DockpassError('bad-input', { field: 'account' });
      await openExternal(view.scanned, [origin]);
    },
  };
};
