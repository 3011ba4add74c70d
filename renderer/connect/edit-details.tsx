import { useCallback } from 'react';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { AgainButton } from '../components/again-button.tsx';
import { InstructionBox } from '../components/instruction.tsx';
import { Sheet } from '../components/sheet.tsx';
import { useReply } from '../components/use-reply.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { byPersonWords } from '../text/renewal-words.ts';
import { text } from '../text/text.ts';
import { ConnectFields } from './connect-form.tsx';

interface Props {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** Changing what was typed when the account was added. Kept secrets are never shown, only that they are kept. */
export function EditDetails({ account, onClose }: Props) {
  const { actions, bridge } = usePanel();
  const { reply, again } = useReply(useCallback(() => bridge.getEdit(account.id), [bridge, account.id]));
  const initial = reply?.ok ? reply.value : undefined;
  const provider = usePanelState(state => state.providers.find(({ id }) => id === initial?.provider));
  const renewal = byPersonWords(account.renewal, Date.now());
  return (
    <Sheet title={text('edit.title')} about={account.label} step={initial ? 'form' : ''} onClose={onClose}>
      {reply?.ok === false && (
        <div className="sheet-body">
          <InstructionBox failure={reply.error} extra={<AgainButton onPress={again} />} takesFocus />
        </div>
      )}
      {renewal !== '' && <p className="note sheet-note">{renewal}</p>}
      {initial && provider && (
        <ConnectFields
          provider={provider}
          initial={initial}
          submitLabel={text('dialog.save')}
          signInOf={account.id}
          onSubmit={form => actions.edit(account, form)}
          onDone={onClose}
        />
      )}
    </Sheet>
  );
}
