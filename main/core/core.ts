import type { StatusView } from '../../preload/contract.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { type ClipboardKeeper, createClipboardKeeper } from './clipboard-keeper.ts';
import { createConnect } from './connect.ts';
import { createCopying } from './copying.ts';
import type {
  AccountFiles,
  Browser,
  Cipher,
  Clipboard,
  Clock,
  Http,
  Log,
  Random,
  SecretWindow,
  Signals,
} from './ports.ts';
import type { Provider } from './provider.ts';
import { createRenewer, type Renewer } from './renewer.ts';
import { createStatus, type Status } from './status.ts';
import { createTurns } from './turns.ts';
import { createVault, type Vault } from './vault.ts';

/** Everything the core asks of the world, and what it is told at the start. */
export interface CorePorts {
  readonly files: AccountFiles;
  readonly cipher: Cipher;
  readonly browser: Browser;
  readonly http: Http;
  readonly clipboard: Clipboard;
  readonly secretWindow: SecretWindow;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly providers: readonly Provider[];
  /** How long a copy stays on the clipboard, ms; read at each copy. */
  readonly clearAfterMs: () => number;
  readonly about: Pick<StatusView, 'version' | 'platform' | 'standIn'>;
}

export interface Core {
  readonly vault: Vault;
  readonly renewer: Renewer;
  readonly keeper: ClipboardKeeper;
  readonly accounts: Accounts;
  readonly status: Status;
}

/** Puts the core together; the same in the app and in tests. Nothing runs before `vault.load` and `renewer.plan`. */
export const createCore = (ports: CorePorts): Core => {
  const inTurn = createTurns();
  const onClockSkew = (skewMs: number): void => status.noteClockSkew(skewMs);
  const vault = createVault(ports);
  const renewer = createRenewer({ ...ports, vault, inTurn, onClockSkew });
  const keeper = createClipboardKeeper(ports);
  const connect = createConnect({ ...ports, vault, renewer, inTurn });
  const copying = createCopying({ ...ports, vault, renewer, keeper });
  const accounts = createAccounts({ ...ports, vault, renewer, connect, copying, inTurn });
  const status = createStatus({ ...ports, nextTryAt: renewer.nextTryAt });
  return { vault, renewer, keeper, accounts, status };
};
