import type { AccountView } from '../../../preload/contract/account-view.ts';
import { dayMs } from '../../../preload/contract/durations.ts';
import { text } from '../../text/text.ts';
import type { Notifier } from '../ports/desktop.ts';
import type { TrayChoice } from '../ports/tray-view.ts';
import type { Vault } from '../vault/vault.ts';

/** What the warnings work with. */
interface EndWarningsDeps {
  readonly vault: Pick<Vault, 'get' | 'changeSoon' | 'saveUnsaved'>;
  readonly notifier: Notifier;
  readonly now: () => number;
  /** Before it, only some of the accounts are known. */
  readonly hasBegun: () => boolean;
  /** False where a person has notifications switched off, or looks at the panel, which says it too: then it waits. */
  readonly isWanted: () => boolean;
  readonly act: (choice: TrayChoice) => void;
}

/** Days before its end at which a token that only a person can renew is told of, the last one first. */
const thresholds = [1, 7, 30] as const;
type Threshold = (typeof thresholds)[number];
/** More than these at once are said together. */
const mostAlone = 2;

interface Ending {
  readonly account: AccountView;
  readonly threshold: Threshold;
  readonly leftMs: number;
}

/**
 * Told of every snapshot, it warns 30, 7 and 1 day before a token that cannot renew by itself runs out: once each, which
 * the account's record remembers, and only of what was further away when the token was issued. A click opens the account.
 */
export const createEndWarnings = (ports: EndWarningsDeps): ((accounts: readonly AccountView[]) => void) => {
  const { vault, notifier } = ports;

  const newEnding = (account: AccountView, now: number): readonly Ending[] => {
    const { life, renewal, id } = account;
    if (life.kind !== 'until' || !['by-person', 'sign-in-needed'].includes(renewal.kind)) return [];
    const leftMs = life.expiresAt - now;
    const threshold = thresholds.find(days => leftMs <= days * dayMs && life.expiresAt - life.issuedAt > days * dayMs);
    const said = vault.get(id)?.record?.warnedDays ?? Number.POSITIVE_INFINITY;
    return leftMs <= 0 || threshold === undefined || said <= threshold ? [] : [{ account, threshold, leftMs }];
  };

  const say = (endings: readonly Ending[]): void => {
    if (endings.length > mostAlone) {
      notifier.show({
        title: text('end-warning.several.title', { count: endings.length }),
        body: text('end-warning.several.body'),
        silent: false,
        onClick: () => ports.act({ kind: 'open-panel' }),
      });
      return;
    }
    for (const { account, leftMs } of endings) {
      notifier.show({
        title: text('end-warning.title', { account: account.label, days: Math.ceil(leftMs / dayMs) }),
        body: whatHelps(account),
        silent: false,
        onClick: () => ports.act({ kind: 'show-account', id: account.id }),
      });
    }
  };

  return accounts => {
    if (!ports.hasBegun() || !ports.isWanted()) return;
    const now = ports.now();
    const endings = accounts.flatMap(account => newEnding(account, now));
    if (endings.length === 0) return;
    for (const { account, threshold } of endings) vault.changeSoon(account.id, { warnedDays: threshold });
    // On disk first, so that no restart says it again; should that fail, it is better said twice than never.
    void vault.saveUnsaved().then(() => say(endings));
  };
};

const whatHelps = ({ renewal, providerName }: AccountView): string =>
  renewal.kind === 'by-person' && renewal.byTyping
    ? text('end-warning.paste.body')
    : text('end-warning.sign-in.body', { provider: providerName });
