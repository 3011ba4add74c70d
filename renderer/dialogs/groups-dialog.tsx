import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { type AccountView, longestGroup, mostGroups } from '../../preload/contract/account-view.ts';
import { SecretForm } from '../components/secret-form.tsx';
import { Sheet } from '../components/sheet.tsx';
import { folded } from '../state/fold.ts';
import { groupsOf } from '../state/group-filter.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

interface Props {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** The groups of one account: those that there are, to be pressed, and new ones by name. */
export function GroupsDialog({ account, onClose }: Props) {
  const { actions } = usePanel();
  const [chosen, setChosen] = useState<readonly string[]>(account.groups ?? []);
  const input = useRef<HTMLInputElement>(null);
  const isFull = chosen.length >= mostGroups;
  const known = useKnown(chosen);
  /** With what is typed, spelled as a group that there is. */
  const withTyped = (): readonly string[] => {
    const typed = input.current?.value.trim() ?? '';
    const name = known.find(one => folded(one) === folded(typed)) ?? typed;
    return name === '' || chosen.includes(name) || isFull ? chosen : [...chosen, name];
  };
  const add = (): void => {
    setChosen(withTyped());
    if (input.current === null || isFull) return;
    input.current.value = '';
    input.current.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.currentTarget.value.trim() === '') return;
    // The name first; Enter once more saves.
    event.preventDefault();
    add();
  };
  return (
    <Sheet title={text('groups.title')} about={account.label} onClose={onClose}>
      <SecretForm
        submitLabel={text('dialog.save')}
        onCancel={onClose}
        onSubmit={() => actions.setGroups(account, withTyped())}
        onDone={onClose}
      >
        <div className="field">
          <label htmlFor="group-new">{text('groups.new')}</label>
          <div className="with-button">
            <input
              ref={input}
              id="group-new"
              dir="auto"
              maxLength={longestGroup}
              autoComplete="off"
              aria-describedby="group-help"
              onKeyDown={onKeyDown}
            />
            <button type="button" className="outline" onClick={add}>
              {text('groups.add')}
            </button>
          </div>
          <p className="help" id="group-help" aria-live="polite">
            {isFull ? text('groups.most', { count: mostGroups }) : text('groups.help')}
          </p>
        </div>
        <Known known={known} chosen={chosen} isFull={isFull} onChoose={setChosen} />
      </SecretForm>
    </Sheet>
  );
}

/** The groups of all accounts, and those that were just named. */
function useKnown(chosen: readonly string[]): readonly string[] {
  const accounts = usePanelState(state => state.accounts);
  return useMemo(() => groupsOf([...accounts, { groups: chosen }]), [accounts, chosen]);
}

interface KnownProps {
  readonly known: readonly string[];
  readonly chosen: readonly string[];
  readonly isFull: boolean;
  readonly onChoose: (chosen: readonly string[]) => void;
}
/** Each is added or taken away by a press. */
function Known({ known, chosen, isFull, onChoose }: KnownProps) {
  if (known.length === 0) return null;
  const toggle = (name: string): void => {
    if (chosen.includes(name)) onChoose(chosen.filter(one => one !== name));
    else if (!isFull) onChoose([...chosen, name]);
  };
  return (
    <fieldset className="field">
      <legend>{text('groups.chosen')}</legend>
      <div className="suggestions">
        {known.map(name => (
          <button
            key={name}
            type="button"
            className="suggestion"
            aria-pressed={chosen.includes(name)}
            onClick={() => toggle(name)}
          >
            <bdi>{name}</bdi>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
