import { wordsFor } from '../../preload/contract/account-state.ts';
import type { AccountView, LifeView } from '../../preload/contract/account-view.ts';
import { dayMs } from '../../preload/contract/durations.ts';
import { WarningIcon } from '../components/icons.tsx';
import type { Busy } from '../state/panel-store.ts';
import { useTicked } from '../state/use-tick.ts';
import { formatDate, formatLeft } from '../text/format.ts';
import { RichText } from '../text/rich-text.tsx';
import { text } from '../text/text.ts';
import { lifeLeft } from './life-left.ts';
import { Reconnect } from './reconnect.tsx';

type Ending = Extract<LifeView, { kind: 'until' }>;

function Countdown({ life, isWarned }: { readonly life: Ending; readonly isWarned: boolean }) {
  const left = useTicked(now => formatLeft(life.expiresAt - now));
  const level = useTicked(now => lifeLeft(life, now).level);
  const timer = (
    <span role="timer" aria-live="off">
      {life.about ? text('row.about', { left }) : left}
    </span>
  );
  return (
    <span className={`left ${isWarned ? level : 'ok'}`}>
      <RichText of="row.left" values={{ left: timer }} />
    </span>
  );
}

const needed: readonly string[] = ['unreadable', 'sign-in-needed', 'expired'];

/** How long the account is good for, or what is needed, in words. */
export function LifeLine({ account, busy }: LifeProps) {
  const { life, renewal } = account;
  const state = useTicked(now => wordsFor(account, now).kind);
  const isUnderWay = busy ?? (renewal.kind === 'renewing' && state !== 'being-renewed' ? 'renew' : undefined);
  return (
    <p className="row-line">
      {state === 'left' && life.kind === 'until' ? (
        // What is fetched at each copy is never about to run out.
        <Countdown life={life} isWarned={renewal.kind !== 'on-copy'} />
      ) : (
        state !== 'left' && (
          <span className={needed.includes(state) ? 'left over' : 'left'}>
            {needed.includes(state) && <WarningIcon />}
            {text(`row.state.${state}`)}
          </span>
        )
      )}
      {isUnderWay && <span className="doing">{text(`row.busy.${isUnderWay}`)}</span>}
    </p>
  );
}
interface LifeProps {
  readonly account: AccountView;
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

/**
 * For an account that a person has to renew, once its end is near, or where nobody knows its end: says so, by when, and
 * offers the button that does it. Its details say it always.
 */
export function ByPersonLine({ account }: { readonly account: AccountView }) {
  const { renewal } = account;
  const beforeAt = renewal.kind === 'by-person' ? renewal.beforeAt : undefined;
  const date = useTicked(now => (beforeAt === undefined ? '' : formatDate(beforeAt, now)));
  const over = useTicked(now => beforeAt !== undefined && beforeAt <= now);
  const soon = useTicked(now => endsSoon(account, now));
  // Once it has run out, "before" would name a day that is past.
  if (renewal.kind !== 'by-person' || over || !(soon || account.life.kind === 'unknown')) return null;
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
