import { PassphraseField, SecretForm, typedIn } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

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
    <Sheet title={text('unlock.title')} onClose={onClose}>
      <SecretForm
        submitLabel={text('unlock.submit')}
        onCancel={onClose}
        onSubmit={typed => asReply(bridge.unlock({ passphrase: typedIn(typed, 'passphrase') }))}
        onDone={done}
      >
        <PassphraseField name="passphrase" label={text('unlock.passphrase')} known />
        <details className="where">
          <summary>{text('unlock.forgotten.summary')}</summary>
          <p className="help">{text('unlock.forgotten.help')}</p>
          <button
            type="button"
            className="button"
            onClick={() => store.set({ overlay: { kind: 'end-of-shift', back: store.get().overlay } })}
          >
            {text('end-of-shift.open')}
          </button>
        </details>
      </SecretForm>
    </Sheet>
  );
}
