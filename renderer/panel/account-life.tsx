import type { AccountView, LifeView } from '../../preload/contract/account-view.ts';
import { dayMs } from '../../preload/contract/durations.ts';
import { WarningIcon } from '../components/icons.tsx';
import type { Busy } from '../state/panel-store.ts';
import { useTicked } from '../state/use-tick.ts';
import { formatDate, formatLeft } from '../text/format.ts';
import { text } from '../text/text.ts';
import { lifeLeft } from './life-left.ts';
import { Reconnect } from './reconnect.tsx';

type Ending = Extract<LifeView, { kind: 'until' }>;

const leftWords = ({ expiresAt, about }: Ending, now: number): string => {
  const left = formatLeft(expiresAt - now);
  return about ? text('row.about', { left }) : left;
};

function Countdown({ life, onCopy }: { readonly life: Ending; readonly onCopy: boolean }) {
  const left = useTicked(now => (onCopy && life.expiresAt <= now ? '' : leftWords(life, now)));
  const percent = useTicked(now => lifeLeft(life, now).percent);
  const level = useTicked(now => lifeLeft(life, now).level);
  if (left === '') return <span className="left">{text('row.fetched-on-copy')}</span>;
  return (
    // What is fetched at each copy is never about to run out.
    <span className={`left ${onCopy ? 'ok' : level}`}>
      <span className="bar" aria-hidden="true">
        <span style={{ inlineSize: `${percent}%` }} />
      </span>
      <span role="timer" aria-live="off">
        {left}
      </span>
    </span>
  );
}

function Needed({ words }: { readonly words: string }) {
  return (
    <span className="left over">
      <WarningIcon />
      {words}
    </span>
  );
}

/** How long the account is good for, or what is needed, in words. */
export function LifeLine({ account, over, busy }: LifeProps) {
  const { life, renewal } = account;
  const doing = busy ?? (renewal.kind === 'renewing' ? 'renew' : undefined);
  return (
    <p className="row-line">
      {life.kind === 'unreadable' ? (
        <Needed words={text('row.unreadable')} />
      ) : renewal.kind === 'sign-in-needed' && (over || !account.canCopy) ? (
        <Needed words={text('row.sign-in-needed')} />
      ) : over ? (
        <Needed words={text('row.expired')} />
      ) : life.kind === 'until' ? (
        <Countdown life={life} onCopy={renewal.kind === 'on-copy'} />
      ) : (
        <span className="left">{text(life.kind === 'never' ? 'row.no-end' : 'row.no-end-given')}</span>
      )}
      {doing && <span className="doing">{text(`row.busy.${doing}`)}</span>}
    </p>
  );
}
interface LifeProps {
  readonly account: AccountView;
  readonly over: boolean;
  readonly busy: Busy | undefined;
}

/** What was asked for and not granted. */
export function ScopesLine({ account }: { readonly account: AccountView }) {
  const { scopes } = account;
  if (scopes === undefined) return null;
  if (scopes.granted === 0) return <p className="row-note">{text('row.permissions-none')}</p>;
  if (scopes.missing.length === 0) return null;
  return (
    <p className="row-note">
      {text('row.permissions-missing', {
        asked: scopes.asked,
        granted: scopes.granted,
        missing: scopes.missing.join(', '),
      })}
    </p>
  );
}

/** The last 30 days of a long life, the last third of a shorter one. */
const endsSoon = ({ life }: AccountView, now: number): boolean =>
  life.kind === 'until' && life.expiresAt - now <= Math.min(30 * dayMs, (life.expiresAt - life.issuedAt) / 3);

/** For an account that a person has to renew: says so, and by when; towards the end with the button that does it. */
export function ByPersonLine({ account }: { readonly account: AccountView }) {
  const { renewal } = account;
  const beforeAt = renewal.kind === 'by-person' ? renewal.beforeAt : undefined;
  const date = useTicked(now => (beforeAt === undefined ? '' : formatDate(beforeAt, now)));
  const over = useTicked(now => beforeAt !== undefined && beforeAt <= now);
  const soon = useTicked(now => endsSoon(account, now));
  // Once it has run out, "before" would name a day that is past.
  if (renewal.kind !== 'by-person' || over) return null;
  return (
    <div className="row-note row-ending">
      <p>
        {text('row.by-person', {
          by: renewal.byTyping ? 'typing' : 'sign-in',
          dated: date === '' ? 'no' : 'yes',
          date,
        })}
      </p>
      {soon && account.problem === undefined && account.actions.includes('reconnect') && (
        <Reconnect account={account} />
      )}
    </div>
  );
}
