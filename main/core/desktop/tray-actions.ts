import type { ClipboardView } from '../../../preload/contract/clipboard-view.ts';
import type { PanelRequest, Wanted } from '../../../preload/contract/events.ts';
import { text } from '../../text/text.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { toFailure } from '../base/errors.ts';
import type { Lock } from '../lock/lock.ts';
import type { Notifier } from '../ports/desktop.ts';
import type { TrayChoice } from '../ports/tray-view.ts';

/** What the tray needs beside the accounts. */
interface TrayActionsDeps {
  readonly accounts: Accounts;
  readonly lock: Pick<Lock, 'lock'>;
  readonly notifier: Notifier;
  /** Shows the panel, and tells it what for. */
  readonly openPanel: (request?: PanelRequest) => void;
  readonly quit: () => void;
  readonly noticeWanted: () => boolean;
}

/**
 * Carries out a tray choice. What fails opens the panel at its account with the reason, and with what was wanted. Resolves
 * when it is done; never throws.
 */
export const createTrayActions = (deps: TrayActionsDeps): ((choice: TrayChoice) => Promise<void>) => {
  const failed = (id: string, wanted: Wanted) => (error: unknown) =>
    deps.openPanel({ kind: 'show-account', id, problem: toFailure(error), wanted });
  const copied = ({ text: copiedText, copiedAt, clearsAt }: ClipboardView): void => {
    const seconds = Math.round((clearsAt - copiedAt) / 1000);
    const body = text('copied-notice.body', { copied: copiedText, seconds });
    if (deps.noticeWanted()) deps.notifier.show({ title: 'Dockpass', body, silent: true });
  };
  return async choice => {
    switch (choice.kind) {
      case 'copy': {
        const { id, ...wanted } = choice;
        await deps.accounts.copy(id, wanted.format, wanted.endpoint).then(copied).catch(failed(id, wanted));
        break;
      }
      case 'reconnect':
        deps.openPanel({ kind: 'show-account', id: choice.id });
        await deps.accounts.reconnect(choice.id).catch(failed(choice.id, { kind: 'reconnect' }));
        break;
      case 'show-account':
        deps.openPanel({ kind: 'show-account', id: choice.id });
        break;
      case 'add-account':
      case 'settings':
      case 'unlock':
      case 'end-of-shift':
        deps.openPanel(choice);
        break;
      case 'lock':
        deps.lock.lock('person');
        break;
      case 'open-panel':
        deps.openPanel();
        break;
      case 'quit':
        deps.quit();
        break;
    }
  };
};
