import type { AccountView } from '../../../preload/contract/account-view.ts';
import { usePanel } from '../../state/panel-context.ts';
import { actionLabel, instruct } from '../../text/messages.ts';
import { text } from '../../text/text.ts';
import { Reconnect } from './reconnect.tsx';

interface Props {
  readonly account: AccountView;
  readonly offersReconnect: boolean;
  readonly canCopy: boolean;
}

/** Under the row: what is wrong with the account and still true, and the one button that helps. */
export function RowProblem({ account, offersReconnect, canCopy }: Props) {
  const words = problemWords(account, offersReconnect, canCopy);
  if (words === undefined) return null;
  return (
    <div className="row-problem">
      <p>
        <strong>{words.title}</strong> {words.help}
      </p>
      <ProblemButton account={account} offersReconnect={offersReconnect} canCopy={canCopy} />
    </div>
  );
}

/** The button that the problem's own words name. */
const actionOf = ({ problem, actions }: AccountView): 'sign-in' | 'edit' | undefined => {
  const action = problem && instruct(problem).action;
  if (action === 'sign-in' && actions.includes('reconnect')) return action;
  return action === 'edit' && actions.includes('edit') ? action : undefined;
};

function problemWords(account: AccountView, offersReconnect: boolean, canCopy: boolean) {
  const { problem, needsOrganization } = account;
  if (problem !== undefined) {
    const otherwise = offersReconnect ? text('row.reconnect') : actionLabel('again');
    const { title, help } = instruct(problem, actionOf(account) === 'edit' ? text('notice.press-save') : otherwise);
    return { title: text('notice.sentence', { title }), help };
  }
  if (offersReconnect && canCopy) {
    return { title: text('row.works-until-sign-in.title'), help: text('row.works-until-sign-in.help') };
  }
  if (needsOrganization) {
    return { title: text('row.which-organization.title'), help: text('row.which-organization.help') };
  }
  return undefined;
}

function ProblemButton({ account, offersReconnect, canCopy }: Props) {
  const { store, actions } = usePanel();
  const action = actionOf(account);
  if (account.actions.includes('decide-move')) {
    return (
      <div className="both">
        <button type="button" className="outline" onClick={() => void actions.decideMove(account, 'in-file')}>
          {text('row.move.in-file')}
        </button>
        <button type="button" className="outline" onClick={() => void actions.decideMove(account, 'here')}>
          {text('row.move.here')}
        </button>
      </div>
    );
  }
  // What was typed is wrong: the same once more would be refused again. Reconnect stays for when it was put right there.
  if (action === 'edit') {
    return (
      <div className="both">
        {offersReconnect && canCopy && <Reconnect account={account} />}
        <button
          type="button"
          className="outline"
          aria-label={text('row.edit-details', { account: account.label })}
          onClick={() => store.set({ overlay: { kind: 'edit', account } })}
        >
          {actionLabel('edit')}
        </button>
      </div>
    );
  }
  if (offersReconnect) return canCopy ? <Reconnect account={account} /> : null;
  if (account.problem === undefined && account.needsOrganization) {
    return (
      <button
        type="button"
        className="outline"
        aria-label={text('row.choose-organization', { account: account.label })}
        onClick={() => store.set({ overlay: { kind: 'organization', account } })}
      >
        {text('row.choose')}
      </button>
    );
  }
  if (action === 'sign-in') return <Reconnect account={account} />;
  // The way out of a locked keyring is the same for all rows: it stands once, at the foot of the panel.
  if (account.problem?.code === 'keyring-locked') return null;
  // Nor does the same once more bring a keyring back: that takes a restart.
  if (account.problem?.code === 'keyring-missing') return null;
  const again = account.problemOfCheck === true ? 'check' : 'renew';
  if (account.problem === undefined || !account.actions.includes(again)) return null;
  return (
    <button
      type="button"
      className="outline"
      aria-label={text('row.try-again', { account: account.label })}
      onClick={() => void actions[again](account)}
    >
      {actionLabel('again')}
    </button>
  );
}
