import { SecretForm } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

/** Asks before everything secret goes from this computer, and says what stays true at the providers. */
export function EndOfShift({ onClose }: { readonly onClose: () => void }) {
  const { bridge, actions } = usePanel();
  const done = (): void => {
    onClose();
    actions.say(text('end-of-shift.done'));
  };
  return (
    <Sheet title={text('end-of-shift.title')} onClose={onClose}>
      <SecretForm
        submitLabel={text('end-of-shift.submit')}
        danger
        onCancel={onClose}
        onSubmit={typed => asReply(bridge.endOfShift(typed.has('keep-labels')))}
        onDone={done}
      >
        <p>{text('end-of-shift.lead')}</p>
        <label className="choice">
          <input type="checkbox" name="keep-labels" defaultChecked />
          {text('end-of-shift.keep-labels')}
        </label>
        <p className="note">{text('end-of-shift.note')}</p>
      </SecretForm>
    </Sheet>
  );
}
