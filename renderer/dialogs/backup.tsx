import { useId } from 'react';
import type { BackupForm } from '../../preload/contract/backup-view.ts';
import type { DockpassBridge } from '../../preload/contract/bridge.ts';
import type { Reply } from '../../preload/contract/errors.ts';
import { differ, PassphraseField, SecretForm, typedIn } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';

const stopped: Reply<never> = { ok: false, error: { code: 'cancelled' } };

/** Not an async function: one would keep what was typed until the answer comes. */
function write(bridge: DockpassBridge, typed: FormData, said: (text: string) => void): Promise<Reply<unknown>> {
  if (typedIn(typed, 'passphrase') !== typedIn(typed, 'once-more')) return Promise.resolve(differ);
  const id = typedIn(typed, 'account');
  const form: BackupForm = {
    ids: id === '' ? [] : [id],
    moves: typed.has('moves'),
    passphrase: typedIn(typed, 'passphrase'),
  };
  return asReply(bridge.writeBackup(form)).then(reply => {
    if (!reply.ok) return reply;
    if (reply.value === null) return stopped;
    const { count, name } = reply.value;
    said(`${count === 1 ? '1 account is' : `${count} accounts are`} in ${name}`);
    return reply;
  });
}

/** Writes accounts to a file that only its passphrase opens. */
export function Backup({ onClose }: { readonly onClose: () => void }) {
  const { bridge, actions } = usePanel();
  const accounts = usePanelState(state => state.accounts);
  const id = useId();
  return (
    <Sheet title="Back up accounts" onClose={onClose}>
      <SecretForm
        submitLabel="Choose a place and save"
        onCancel={onClose}
        onSubmit={typed => write(bridge, typed, actions.say)}
        onDone={onClose}
      >
        <p className="lead">
          The file opens on any computer with Dockpass, and only with the passphrase you give it here.
        </p>
        <div className="field">
          <label htmlFor={id}>Which accounts</label>
          <select id={id} name="account" defaultValue="">
            <option value="">All accounts</option>
            {accounts.map(account => (
              <option key={account.id} value={account.id}>
                {account.label}
              </option>
            ))}
          </select>
        </div>
        <PassphraseField name="passphrase" label="Passphrase for the file" help="At least eight characters." />
        <PassphraseField name="once-more" label="Once more" />
        <label className="choice">
          <input type="checkbox" name="moves" aria-describedby={`${id}-moves`} />
          Move them: this computer renews them no more
        </label>
        <p className="note" id={`${id}-moves`}>
          Some providers let only one computer renew a token. Without moving, such tokens go into the file as they are:
          they work there until they run out, and this computer goes on renewing them.
        </p>
      </SecretForm>
    </Sheet>
  );
}
