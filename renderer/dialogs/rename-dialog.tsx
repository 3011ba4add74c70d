import type { AccountView } from '../../preload/contract/account-view.ts';
import { SecretForm, typedIn } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

/** A new name for an account; main keeps names unique. */
export function RenameDialog({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }) {
  const { actions } = usePanel();
  return (
    <Sheet title={text('rename.title')} onClose={onClose}>
      <SecretForm
        submitLabel={text('dialog.save')}
        onCancel={onClose}
        onSubmit={typed => actions.rename(account, typedIn(typed, 'label').trim())}
        onDone={onClose}
      >
        <div className="field">
          <label htmlFor="rename-label">{text('rename.label')}</label>
          <input
            id="rename-label"
            name="label"
            dir="auto"
            defaultValue={account.label}
            maxLength={200}
            autoComplete="off"
          />
        </div>
      </SecretForm>
    </Sheet>
  );
}
