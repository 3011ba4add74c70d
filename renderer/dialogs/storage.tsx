import { useEffect, useState } from 'react';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import type { NewPassphraseForm, StorageChoice, StorageView } from '../../preload/contract/storage-view.ts';
import { InstructionBox } from '../components/instruction.tsx';
import { differ, PassphraseField, SecretForm, typedIn } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';

const words: Record<StorageChoice, { readonly label: string; readonly help: string }> = {
  keychain: {
    label: 'With this computer’s keyring',
    help: 'Opens by itself while you are signed in to this computer.',
  },
  passphrase: {
    label: 'With a passphrase',
    help: 'You type it after each start and after each lock. Nobody can bring it back if it is forgotten.',
  },
  'session-only': {
    label: 'For this session only',
    help: 'Nothing is written to disk. When Dockpass closes, accounts are forgotten.',
  },
};

/** How accounts are kept on this computer, in words, and changing that. */
export function StorageDialog({ onClose }: { readonly onClose: () => void }) {
  const { bridge } = usePanel();
  const [reply, setReply] = useState<Reply<StorageView>>();
  useEffect(() => {
    let current = true;
    void asReply(bridge.getStorage()).then(got => current && setReply(got));
    return () => {
      current = false;
    };
  }, [bridge]);
  return (
    <Sheet title="Keeping accounts" step={reply === undefined ? '' : 'form'} onClose={onClose}>
      {reply?.ok === false && <NotKnown failure={reply.error} />}
      {reply?.ok && <Choices storage={reply.value} onClose={onClose} />}
    </Sheet>
  );
}

function NotKnown({ failure }: { readonly failure: Failure }) {
  return (
    <div className="sheet-body">
      <InstructionBox failure={failure} takesFocus />
    </div>
  );
}

interface Props {
  readonly storage: StorageView;
  readonly onClose: () => void;
}
function Choices({ storage, onClose }: Props) {
  const { bridge, actions } = usePanel();
  const [chosen, setChosen] = useState(storage.options.includes(storage.choice) ? storage.choice : 'passphrase');
  const again = chosen === 'passphrase' && storage.choice === 'passphrase';
  const submit = (typed: FormData): Promise<Reply<unknown>> => {
    if (again) return change(bridge.changePassphrase, typed);
    const passphrase = chosen === 'passphrase' ? typedIn(typed, 'passphrase') : '';
    if (chosen === 'passphrase' && !storage.hasPassphrase && passphrase !== typedIn(typed, 'once-more')) {
      return Promise.resolve(differ);
    }
    return asReply(bridge.chooseStorage({ choice: chosen, passphrase }));
  };
  const done = (): void => {
    onClose();
    actions.say(again ? 'The passphrase is changed' : `Accounts are kept: ${words[chosen].label.toLowerCase()}`);
  };
  return (
    <SecretForm
      submitLabel={again ? 'Change passphrase' : 'Keep them this way'}
      onCancel={onClose}
      onSubmit={submit}
      onDone={done}
    >
      {!storage.options.includes('keychain') && (
        <p className="lead">This computer has no keyring that Dockpass can use.</p>
      )}
      {storage.left > 0 && (
        <p className="note">
          {storage.left === 1 ? '1 account is' : `${storage.left} accounts are`} still kept the way chosen before. That
          goes on by itself; nothing is lost meanwhile.
        </p>
      )}
      <fieldset className="organizations">
        <legend>How shall accounts be kept on this computer?</legend>
        {storage.options.map(option => (
          <Option key={option} option={option} chosen={chosen === option} onChoose={() => setChosen(option)} />
        ))}
      </fieldset>
      {chosen === 'passphrase' && <Passphrases key={String(again)} again={again} known={storage.hasPassphrase} />}
    </SecretForm>
  );
}

function change(call: (form: NewPassphraseForm) => Promise<Reply<null>>, typed: FormData): Promise<Reply<unknown>> {
  const next = typedIn(typed, 'passphrase');
  if (next !== typedIn(typed, 'once-more')) return Promise.resolve(differ);
  return asReply(call({ current: typedIn(typed, 'current'), next }));
}

interface OptionProps {
  readonly option: StorageChoice;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}
function Option({ option, chosen, onChoose }: OptionProps) {
  return (
    <div className="option">
      <label className="choice boxed">
        <input
          type="radio"
          name="storage"
          checked={chosen}
          aria-describedby={`storage-${option}`}
          onChange={onChoose}
        />
        {words[option].label}
      </label>
      <p className="help" id={`storage-${option}`}>
        {words[option].help}
      </p>
    </div>
  );
}

/** A new one is typed twice; one that was chosen before, once. */
function Passphrases({ again, known }: { readonly again: boolean; readonly known: boolean }) {
  if (known && !again) {
    return <PassphraseField name="passphrase" label="Passphrase" help="The one you used before." known />;
  }
  return (
    <>
      {again && <PassphraseField name="current" label="Passphrase now" known />}
      <PassphraseField
        name="passphrase"
        label={again ? 'New passphrase' : 'Passphrase'}
        help="Eight characters or more. A few words that only you would put together are easy to remember."
      />
      <PassphraseField name="once-more" label={again ? 'New passphrase once more' : 'Passphrase once more'} />
    </>
  );
}

/** Where accounts would be forgotten with the session: says so, and offers to keep them. */
export function SessionOnlyNote() {
  const { store } = usePanel();
  return (
    <div className="note warn">
      <p>Accounts are kept for this session only and are forgotten when Dockpass closes. Nothing is written to disk.</p>
      <button
        type="button"
        className="outline"
        onClick={() => store.set({ overlay: { kind: 'storage', back: store.get().overlay } })}
      >
        Keep accounts…
      </button>
    </div>
  );
}
