import type { CSSProperties } from 'react';
import { needsSignIn } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { useTicked } from '../../state/use-tick.ts';
import { lifeLeft } from './life-left.ts';

interface Props {
  readonly account: AccountView;
  /** The number key that copies it; 0 for none. */
  readonly number: number;
}

/**
 * The account's initials on the provider's colour, in a ring of the life left; the row says the same in words. Its number
 * stands over it while a person holds the key that goes with the numbers.
 */
export function AccountTile({ account, number }: Props) {
  const { life, renewal } = account;
  const percent = useTicked(now => (life.kind === 'until' ? lifeLeft(life, now).percent : 0));
  const level = useTicked(now => {
    if (needsSignIn(account, now)) return 'over';
    if (life.kind !== 'until') return 'none';
    // What is fetched at each copy is never about to run out.
    return renewal.kind === 'on-copy' ? 'ok' : lifeLeft(life, now).level;
  });
  return (
    <span className={`ring ${level}`} aria-hidden="true" style={{ '--percent': percent } as CSSProperties}>
      <span className="tile" style={{ '--tile': account.colour } as CSSProperties}>
        {account.monogram}
      </span>
      {number > 0 && <span className="numeral">{number}</span>}
    </span>
  );
}
