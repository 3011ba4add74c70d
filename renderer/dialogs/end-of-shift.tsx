import { SecretForm } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';

/** Asks before everything secret goes from this computer, and says what stays true at the providers. */
export function EndOfShift({ onClose }: { readonly onClose: () => void }) {
  const { bridge, actions } = usePanel();
  const done = (): void => {
    onClose();
    actions.say('This computer holds no tokens any more. Those handed out stay valid at the provider.');
  };
  return (
    <Sheet title="End of shift" onClose={onClose}>
      <SecretForm
        submitLabel="End shift"
        danger
        onCancel={onClose}
        onSubmit={typed => asReply(bridge.endOfShift(typed.has('keep-labels')))}
        onDone={done}
      >
        <p>
          Takes every token, every sign-in and what Dockpass put on the clipboard off this computer, account files that
          cannot be opened too. This cannot be undone.
        </p>
        <label className="choice">
          <input type="checkbox" name="keep-labels" defaultChecked />
          Keep account names and settings
        </label>
        <p className="note">
          The tokens themselves stay valid at the provider until they run out. To end them now, take the access back on
          the provider’s own pages.
        </p>
      </SecretForm>
    </Sheet>
  );
}
