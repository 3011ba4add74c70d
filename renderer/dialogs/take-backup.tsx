import { useEffect, useState } from 'react';
import type { BackupChoice, BackupView } from '../../preload/contract/backup-view.ts';
import type { Reply } from '../../preload/contract/errors.ts';
import { useFirstRows } from '../components/first-rows.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { noFile, PassphraseField, SecretForm, typedIn } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

const isChoice = (value: string): value is BackupChoice => ['add', 'replace', 'skip'].includes(value);

/** Opens a backup, asks about what is here already, and takes the rest in. */
export function TakeBackup({ onClose }: { readonly onClose: () => void }) {
  const { bridge } = usePanel();
  const [backup, setBackup] = useState<BackupView | null>(null);
  useEffect(() => () => void asReply(bridge.closeBackup()), [bridge]);
  const open = (typed: FormData): Promise<Reply<unknown>> =>
    asReply(bridge.openBackup({ passphrase: typedIn(typed, 'passphrase') })).then(reply => {
      if (reply.ok && reply.value === null) return noFile;
      if (reply.ok) setBackup(reply.value);
      return reply;
    });
  return (
    <Sheet title={text('restore.title')} step={backup === null ? 'file' : 'accounts'} onClose={onClose}>
      <ProgressLine event="backupProgress" />
      {backup === null ? (
        <SecretForm
          submitLabel={text('restore.file.submit')}
          onCancel={onClose}
          onSubmit={open}
          onDone={() => undefined}
        >
          <p className="lead">{text('restore.file.lead')}</p>
          <PassphraseField name="passphrase" label={text('restore.file.passphrase')} known />
        </SecretForm>
      ) : (
        <Accounts backup={backup} onClose={onClose} />
      )}
    </Sheet>
  );
}

interface AccountsProps {
  readonly backup: BackupView;
  readonly onClose: () => void;
}
function Accounts({ backup, onClose }: AccountsProps) {
  const { bridge, actions } = usePanel();
  const { shown, more } = useFirstRows(backup.accounts);
  const submit = (typed: FormData): Promise<Reply<unknown>> => {
    // Of what is not drawn, the choice that it would begin with.
    const chosen = backup.accounts.map((one, index) =>
      index < shown.length ? typedIn(typed, `account-${index}`) : usualChoice(one),
    );
    return asReply(bridge.takeBackup(chosen.map(one => (isChoice(one) ? one : 'skip')))).then(reply => {
      if (reply.ok) actions.say(text('restore.done', { count: reply.value.count }));
      return reply;
    });
  };
  return (
    <SecretForm submitLabel={text('restore.submit')} onCancel={onClose} onSubmit={submit} onDone={onClose}>
      {shown.map((account, index) => (
        <Choice key={`${account.providerName} ${account.label}`} account={account} index={index} />
      ))}
      {more}
    </SecretForm>
  );
}

type BackedUp = BackupView['accounts'][number];
const usualChoice = ({ usable, here }: BackedUp): BackupChoice => (usable && here === undefined ? 'add' : 'skip');

interface ChoiceProps {
  readonly account: BackedUp;
  readonly index: number;
}
function Choice({ account, index }: ChoiceProps) {
  const { label, providerName, usable, here } = account;
  const id = `backup-${index}`;
  return (
    <div className="field">
      <label htmlFor={id}>
        <bdi>{label}</bdi> ({providerName})
      </label>
      {usable ? (
        <select id={id} name={`account-${index}`} defaultValue={usualChoice(account)}>
          {here !== undefined && <option value="skip">{text('restore.choice.keep', { account: here })}</option>}
          {here !== undefined && <option value="replace">{text('restore.choice.replace', { account: here })}</option>}
          <option value="add">{text(here === undefined ? 'restore.choice.add' : 'restore.choice.add-another')}</option>
          {here === undefined && <option value="skip">{text('restore.choice.skip')}</option>}
        </select>
      ) : (
        <select id={id} name={`account-${index}`} disabled>
          <option>{text('restore.choice.unusable')}</option>
        </select>
      )}
    </div>
  );
}
