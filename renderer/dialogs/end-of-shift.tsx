import { useState } from 'react';
import { SecretForm } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { ShiftReport } from './shift-report.tsx';

/** Asks before everything secret goes from this computer, and says what stays true at the providers. */
export function EndOfShift({ onClose }: { readonly onClose: () => void }) {
  const { bridge, actions } = usePanel();
  const isLocked = usePanelState(({ status }) => status?.lock === 'locked');
  const revocable = usePanelState(({ accounts }) => accounts.filter(one => one.actions.includes('revoke')).length);
  const [alsoRevokes, setAlsoRevokes] = useState(false);
  const [isOver, setIsOver] = useState(false);
  // What is locked can be wiped, and not sent.
  const isOffered = revocable > 0 && !isLocked;
  const revokes = isOffered && alsoRevokes;
  const done = (): void => {
    if (alsoRevokes) {
      setIsOver(true);
      return;
    }
    onClose();
    actions.say(text('end-of-shift.done'));
  };
  if (isOver) return <ShiftReport onClose={onClose} />;
  return (
    <Sheet title={text('end-of-shift.title')} onClose={onClose}>
      <SecretForm
        submitLabel={text('end-of-shift.submit')}
        danger
        onCancel={onClose}
        onSubmit={typed => asReply(bridge.endOfShift(typed.has('keep-labels'), revokes))}
        onDone={done}
      >
        <p>{text('end-of-shift.lead')}</p>
        <label className="choice">
          <input type="checkbox" name="keep-labels" defaultChecked />
          {text('end-of-shift.keep-labels')}
        </label>
        {isOffered && (
          <label className="choice">
            <input type="checkbox" checked={revokes} onChange={event => setAlsoRevokes(event.currentTarget.checked)} />
            {text('revoke.shift.also', { count: revocable })}
          </label>
        )}
        <p className="note">{revokes ? text('revoke.shift.note') : text('end-of-shift.note')}</p>
      </SecretForm>
    </Sheet>
  );
}
