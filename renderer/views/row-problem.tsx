import type { AccountView } from '../../preload/contract.ts';
import { instruct } from '../messages.ts';
import { usePanel } from '../panel-context.ts';
import { Reconnect } from './reconnect.tsx';

interface Props {
  readonly account: AccountView;
  readonly needsPerson: boolean;
  readonly canCopy: boolean;
}

/** Under the row: what is wrong with the account and still true, and the one button that helps. */
export function RowProblem({ account, needsPerson, canCopy }: Props) {
  const words = problemWords(account, needsPerson, canCopy);
  if (words === undefined) return null;
  return (
    <div className="row-problem">
      <p>
        <strong>{words.title}</strong> {words.help}
      </p>
      <ProblemButton account={account} needsPerson={needsPerson} canCopy={canCopy} />
    </div>
  );
}

function problemWords({ problem, needsOrganization }: AccountView, needsPerson: boolean, canCopy: boolean) {
  if (problem !== undefined) {
    const { title, help } = instruct(problem, needsPerson ? 'Reconnect' : 'Try again');
    return { title: `${title}.`, help };
  }
  if (needsPerson && canCopy) {
    return { title: 'Sign-in needed.', help: 'The token still works until then; press Reconnect to get a new one.' };
  }
  if (needsOrganization) {
    return {
      title: 'Which organization?',
      help: 'This sign-in can see several. Choose the one these addresses are for.',
    };
  }
  return undefined;
}

function ProblemButton({ account, needsPerson, canCopy }: Props) {
  const { store, actions } = usePanel();
  if (needsPerson) return canCopy ? <Reconnect account={account} /> : null;
  if (account.problem === undefined && account.needsOrganization) {
    return (
      <button
        type="button"
        className="outline"
        aria-label={`Choose organization for ${account.label}`}
        onClick={() => store.set({ overlay: { kind: 'organization', account } })}
      >
        Choose
      </button>
    );
  }
  if (account.problem === undefined || !account.actions.includes('renew')) return null;
  return (
    <button
      type="button"
      className="outline"
      aria-label={`Try again for ${account.label}`}
      onClick={() => void actions.renew(account)}
    >
      Try again
    </button>
  );
}
