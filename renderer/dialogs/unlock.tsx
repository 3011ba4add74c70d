import { LockIcon } from '../components/icons.tsx';
import { PassphraseField, SecretForm, typedIn } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';

interface Props {
  readonly again: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Asks for the passphrase, and then does what was asked for when the lock was met. */
export function UnlockDialog({ again, onClose }: Props) {
  const { bridge, store } = usePanel();
  const done = (): void => {
    onClose();
    again?.();
  };
  return (
    <Sheet title="Unlock Dockpass" onClose={onClose}>
      <SecretForm
        submitLabel="Unlock"
        onCancel={onClose}
        onSubmit={typed => asReply(bridge.unlock({ passphrase: typedIn(typed, 'passphrase') }))}
        onDone={done}
      >
        <PassphraseField name="passphrase" label="Passphrase" known />
        <details className="where">
          <summary>I forgot it</summary>
          <p className="help">
            Nobody can bring a passphrase back. End of shift takes the tokens it protects off this computer and can keep
            the account names; then sign in to each account once more.
          </p>
          <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'end-of-shift' } })}>
            End of shift…
          </button>
        </details>
      </SecretForm>
    </Sheet>
  );
}

/** Says above the list that Dockpass is locked; what is listed there goes on counting down. */
export function LockedBar() {
  const { store } = usePanel();
  const locked = usePanelState(state => state.status?.lock === 'locked');
  if (!locked) return null;
  return (
    <div className="locked-bar">
      <LockIcon />
      <p>
        <strong>Dockpass is locked.</strong> Copying asks for the passphrase.
      </p>
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'unlock' } })}>
        Unlock
      </button>
    </div>
  );
}

/** In the head while what a passphrase keeps is open. */
export function LockButton() {
  const { bridge } = usePanel();
  const open = usePanelState(state => state.status?.lock === 'unlocked');
  if (!open) return null;
  return (
    <button
      type="button"
      className="button square"
      aria-label="Lock"
      title="Lock"
      onClick={() => void asReply(bridge.lock())}
    >
      <LockIcon />
    </button>
  );
}
