import { type SubmitEvent, useState } from 'react';
import type { AccountView } from '../../preload/contract/account-view.ts';
import type { Failure } from '../../preload/contract/errors.ts';
import { CancelAndSave } from '../components/cancel-and-save.tsx';
import { InstructionBox } from '../components/instruction.tsx';
import { Sheet } from '../components/sheet.tsx';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

/** A new name for an account; main keeps names unique. */
export function RenameDialog({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }) {
  const { actions } = usePanel();
  const [failure, setFailure] = useState<Failure>();
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const label = new FormData(event.currentTarget).get('label');
    const reply = await actions.rename(account, typeof label === 'string' ? label.trim() : '');
    if (reply.ok) onClose();
    else setFailure(reply.error);
  };
  return (
    <Sheet title={text('rename.title')} onClose={onClose}>
      <form className="sheet-form" noValidate onSubmit={event => void submit(event)}>
        <div className="sheet-body">
          {failure && <InstructionBox failure={failure} press={text('dialog.save')} takesFocus />}
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
        </div>
        <div className="sheet-foot">
          <CancelAndSave onCancel={onClose} />
        </div>
      </form>
    </Sheet>
  );
}
