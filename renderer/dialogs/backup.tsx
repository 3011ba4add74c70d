import { useId } from 'react';
import type { BackupForm } from '../../preload/contract/backup-view.ts';
import type { DockpassBridge } from '../../preload/contract/bridge.ts';
import type { Reply } from '../../preload/contract/errors.ts';
import { ProgressLine } from '../components/progress-line.tsx';
import { differ, noFile, PassphraseField, SecretForm, typedIn } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

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
    if (reply.value === null) return noFile;
    const { count, name } = reply.value;
    said(text('backup.done', { count, file: name }));
    return reply;
  });
}

/** Writes accounts to a file that only its passphrase opens. */
export function Backup({ onClose }: { readonly onClose: () => void }) {
  const { bridge, actions } = usePanel();
  const accounts = usePanelState(state => state.accounts);
  const id = useId();
  return (
    <Sheet title={text('backup.title')} onClose={onClose}>
      <ProgressLine event="backupProgress" />
      <SecretForm
        submitLabel={text('backup.submit')}
        onCancel={onClose}
        onSubmit={typed => write(bridge, typed, actions.say)}
        onDone={onClose}
      >
        <p className="lead">{text('backup.lead')}</p>
        <div className="field">
          <label htmlFor={id}>{text('backup.accounts.label')}</label>
          <select id={id} name="account" defaultValue="">
            <option value="">{text('backup.accounts.all')}</option>
            {accounts.map(account => (
              <option key={account.id} value={account.id}>
                {account.label}
              </option>
            ))}
          </select>
        </div>
        <PassphraseField
          name="passphrase"
          label={text('backup.passphrase.label')}
          help={text('backup.passphrase.help')}
        />
        <PassphraseField name="once-more" label={text('backup.once-more')} />
        <label className="choice">
          <input type="checkbox" name="moves" aria-describedby={`${id}-moves`} />
          {text('backup.moves.label')}
        </label>
        <p className="note" id={`${id}-moves`}>
          {text('backup.moves.note')}
        </p>
      </SecretForm>
    </Sheet>
  );
}
