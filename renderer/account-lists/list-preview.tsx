import { type SubmitEvent, useId, useState } from 'react';
import type { Failure } from '../../preload/contract/errors.ts';
import type { AccountListView } from '../../preload/contract/lists/view.ts';
import { InstructionBox } from '../components/instruction.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { ListParts } from './list-parts.tsx';

/** What a list would bring. Its addresses are confirmed here, each origin by itself; nothing is sent to them before a sign-in. */
export function ListPreview({ list, onClose }: { readonly list: AccountListView; readonly onClose: () => void }) {
  const { bridge, actions } = usePanel();
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [running, setRunning] = useState(false);
  const count = list.added.filter(({ origins }) => origins.every(one => confirmed.includes(one))).length;
  const label = text('lists.submit', { count });
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (running) return;
    setRunning(true);
    const reply = await asReply(bridge.takeAccountList(confirmed));
    setRunning(false);
    if (!reply.ok) return setFailure(reply.error);
    actions.say(text('lists.done', { count: reply.value.count }));
    onClose();
  };
  const confirm = (origin: string, isConfirmed: boolean): void =>
    setConfirmed([...confirmed.filter(one => one !== origin), ...(isConfirmed ? [origin] : [])]);
  return (
    <form className="sheet-form" onSubmit={event => void submit(event)}>
      <div className="sheet-body">
        {failure && <InstructionBox failure={failure} press={label} takesFocus />}
        <p className="lead">
          {text('lists.preview.summary', {
            added: list.added.length,
            here: list.here.length,
            refused: list.refused.length,
          })}
        </p>
        <Addresses addresses={list.addresses} confirmed={confirmed} onConfirm={confirm} />
        <ListParts list={list} />
      </div>
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {text('sheet.cancel')}
        </button>
        <button type="submit" className="primary" aria-busy={running} disabled={count === 0}>
          {label}
        </button>
      </div>
    </form>
  );
}

interface AddressesProps {
  readonly addresses: AccountListView['addresses'];
  readonly confirmed: readonly string[];
  readonly onConfirm: (origin: string, isConfirmed: boolean) => void;
}
function Addresses({ addresses, confirmed, onConfirm }: AddressesProps) {
  const id = useId();
  if (addresses.length === 0) return null;
  return (
    <fieldset className="field list-addresses" aria-describedby={id}>
      <legend>{text('lists.addresses.legend')}</legend>
      <p className="help" id={id}>
        {text('lists.addresses.note')}
      </p>
      {addresses.map(({ origin, whole }, index) => (
        <div key={origin}>
          <label className="choice">
            <input
              type="checkbox"
              checked={confirmed.includes(origin)}
              aria-describedby={`${id}-${index}`}
              onChange={event => onConfirm(origin, event.currentTarget.checked)}
            />
            <bdi dir="ltr">{origin}</bdi>
          </label>
          <ul id={`${id}-${index}`}>
            {whole.map(one => (
              <li key={one} dir="ltr">
                {one}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </fieldset>
  );
}
