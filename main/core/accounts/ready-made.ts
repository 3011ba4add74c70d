import type { ConnectForm, ConnectView } from '../../../preload/contract/connect-form.ts';
import { type Operations, untilAborted } from '../base/operations.ts';
import type { Connect } from './connect.ts';

/** Connects an account of which the form is still to be read, as a file with its secret may be. Throws what either throws. */
export type ConnectReadyMade = (read: () => Promise<ConnectForm>) => Promise<ConnectView>;

interface ReadyMadeDeps {
  readonly connect: Connect['connect'];
  readonly operations: Pick<Operations, 'run'>;
}

/** A file on a network may take its time: who locks, quits or ends the shift meanwhile wants the account no more. */
export const createConnectReadyMade =
  ({ connect, operations }: ReadyMadeDeps): ConnectReadyMade =>
  async read => {
    const form = await operations.run('look-up', [], ({ signal }) => untilAborted(read(), signal));
    return connect(form);
  };
