import { wordsFor } from '../../../preload/contract/account-state.ts';
import type { AccountView, LifeView } from '../../../preload/contract/account-view.ts';
import { dayMs } from '../../../preload/contract/durations.ts';
import { WarningIcon } from '../../components/icons.tsx';
import type { Busy } from '../../state/panel-store.ts';
import { useTicked } from '../../state/use-tick.ts';
import { formatLeft } from '../../text/format.ts';
import { byPersonWords } from '../../text/renewal-words.ts';
import { RichText } from '../../text/rich-text.tsx';
import { text } from '../../text/text.ts';
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
        count: scopes.missing.length,
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
  const { life, renewal } = account;
  const words = useTicked(now => {
    // Once it has run out, "before" would name a day that is past.
    const isOver = life.kind === 'until' && life.expiresAt <= now;
    return !isOver && (life.kind === 'unknown' || endsSoon(account, now)) ? byPersonWords(renewal, now) : '';
  });
  if (words === '') return null;
  const offers = life.kind === 'until' && account.problem === undefined && account.actions.includes('reconnect');
  return (
    <div className="row-note row-ending">
      <p>{words}</p>
      {offers && <Reconnect account={account} />}
    </div>
  );
}
