import { useCallback, useState } from 'react';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import type { NewPassphraseForm, StorageChoice, StorageView } from '../../preload/contract/storage-view.ts';
import { FailedCall } from '../components/failed-call.tsx';
import { differ, PassphraseField, SecretForm, typedIn } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { useReply } from '../components/use-reply.ts';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';
import { actionLabel, instruct } from '../text/messages.ts';
import { text } from '../text/text.ts';

/** How accounts are kept on this computer, in words, and changing that. */
export function StorageDialog({ onClose }: { readonly onClose: () => void }) {
  const { bridge } = usePanel();
  const { reply, again } = useReply(useCallback(() => bridge.getStorage(), [bridge]));
  return (
    <Sheet title={text('storage.title')} step={reply === undefined ? '' : 'form'} onClose={onClose}>
      {reply?.ok === false && (
        <div className="sheet-body">
          <FailedCall why={reply.error} again={again} />
        </div>
      )}
      {reply?.ok && <Choices storage={reply.value} onClose={onClose} />}
    </Sheet>
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
    actions.say(text(again ? 'storage.change.done' : `storage.choice.${chosen}.done`));
  };
  return (
    <SecretForm
      submitLabel={text(again ? 'storage.change.submit' : 'storage.submit')}
      onCancel={onClose}
      onSubmit={submit}
      onDone={done}
    >
      {!storage.options.includes('keychain') && <p className="lead">{text('storage.no-keyring')}</p>}
      {storage.left > 0 && <p className="note">{text('storage.left', { count: storage.left })}</p>}
      <fieldset className="organizations">
        <legend>{text('storage.legend')}</legend>
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
        {text(`storage.choice.${option}.label`)}
      </label>
      <p className="help" id={`storage-${option}`}>
        {text(`storage.choice.${option}.help`)}
      </p>
    </div>
  );
}

/** A new one is typed twice; one that was chosen before, once. */
function Passphrases({ again, known }: { readonly again: boolean; readonly known: boolean }) {
  if (known && !again) {
    return (
      <PassphraseField
        name="passphrase"
        label={text('storage.passphrase.label')}
        help={text('storage.passphrase.known')}
        known
      />
    );
  }
  return (
    <>
      {again && <PassphraseField name="current" label={text('storage.change.now')} known />}
      <PassphraseField
        name="passphrase"
        label={text(again ? 'storage.change.new' : 'storage.passphrase.label')}
        help={text('storage.passphrase.help')}
      />
      <PassphraseField
        name="once-more"
        label={text(again ? 'storage.change.once-more' : 'storage.passphrase.once-more')}
      />
    </>
  );
}

/** Where the keyring does not answer: a sign-in waits for a restart, or is for this session by the person's own word. */
export function NotKeptNote({ refusal }: { readonly refusal: Failure }) {
  const { actions } = usePanel();
  return (
    <div className="note warn">
      <p>
        <strong>{instruct(refusal).title}</strong>
      </p>
      <p>
        {text('storage.not-kept.note', { restart: actionLabel('restart'), session: text('storage.not-kept.session') })}
      </p>
      <button type="button" className="outline" onClick={() => void actions.restart()}>
        {actionLabel('restart')}
      </button>
      <button type="button" className="outline" onClick={() => void actions.keepForSession()}>
        {text('storage.not-kept.session')}
      </button>
    </div>
  );
}

/** Where accounts would be forgotten with the session: says so, and offers to keep them. */
export function SessionOnlyNote() {
  const { store } = usePanel();
  return (
    <div className="note warn">
      <p>{text('storage.session-only.note')}</p>
      <button
        type="button"
        className="outline"
        onClick={() => store.set({ overlay: { kind: 'storage', back: store.get().overlay } })}
      >
        {text('storage.session-only.keep')}
      </button>
    </div>
  );
}
