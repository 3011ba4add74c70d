import { useEffect, useId, useState } from 'react';
import type { Failure } from '../../preload/contract/errors.ts';
import {
  type AccountListView,
  type ListFormat,
  listFormats,
  type UnreadableList,
} from '../../preload/contract/lists/view.ts';
import { WarningIcon } from '../components/icons.tsx';
import { InstructionBox } from '../components/instruction.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { ListPreview } from './list-preview.tsx';

/** The names of the two columns that every list has; they are the same in all languages. */
const columns = { first: 'name', second: 'provider' };

/** Lists of accounts without secrets: writing one, and adding what is in one. */
export function AccountLists({ onClose }: { readonly onClose: () => void }) {
  const { bridge } = usePanel();
  const [list, setList] = useState<AccountListView | null>(null);
  useEffect(() => () => void asReply(bridge.closeAccountList()), [bridge]);
  return list === null ? (
    <Sheet title={text('lists.title')} step="choose" onClose={onClose}>
      <Choose onOpened={setList} />
    </Sheet>
  ) : (
    <Sheet
      title={text('lists.preview.title')}
      about={list.file}
      step="preview"
      onClose={onClose}
      onBack={() => {
        void asReply(bridge.closeAccountList());
        setList(null);
      }}
    >
      <ProgressLine event="listProgress" />
      <ListPreview list={list} onClose={onClose} />
    </Sheet>
  );
}

function Choose({ onOpened }: { readonly onOpened: (list: AccountListView) => void }) {
  const { bridge } = usePanel();
  const id = useId();
  const [format, setFormat] = useState<ListFormat>('csv');
  const [failure, setFailure] = useState<{ readonly why: Failure; readonly press: string } | null>(null);
  const [unreadable, setUnreadable] = useState<UnreadableList | null>(null);
  const [said, setSaid] = useState<readonly string[]>([]);
  const begin = (): void => {
    setFailure(null);
    setUnreadable(null);
    setSaid([]);
  };
  const write = async (): Promise<void> => {
    begin();
    const reply = await asReply(bridge.writeAccountList(format));
    if (!reply.ok) return setFailure({ why: reply.error, press: text('lists.export.submit') });
    if (reply.value === null) return;
    const { count, name, shortened } = reply.value;
    const shorter = shortened === 0 ? [] : [text('lists.export.shortened', { count: shortened })];
    setSaid([text('lists.export.done', { count, file: name }), ...shorter]);
  };
  const open = async (): Promise<void> => {
    begin();
    const reply = await asReply(bridge.openAccountList());
    if (!reply.ok) return setFailure({ why: reply.error, press: text('lists.import.submit') });
    if (reply.value === null) return;
    if ('unreadable' in reply.value) setUnreadable(reply.value.unreadable);
    else onOpened(reply.value);
  };
  return (
    <div className="sheet-body">
      {failure && <InstructionBox failure={failure.why} press={failure.press} takesFocus />}
      {unreadable && (
        <div className="instruction" role="alert">
          <WarningIcon />
          <p>{text(`lists.unreadable.${unreadable}`, columns)}</p>
        </div>
      )}
      <p className="lead">{text('lists.lead')}</p>
      <fieldset className="field">
        <legend>{text('lists.export.legend')}</legend>
        <div className="choices">
          {listFormats.map(one => (
            <label key={one} className="choice">
              <input type="radio" name="format" checked={format === one} onChange={() => setFormat(one)} />
              {text(`lists.export.${one}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <button type="button" className="button wide" onClick={() => void write()}>
        {text('lists.export.submit')}
      </button>
      <div role="status" className="said">
        {said.map(one => (
          <p key={one}>{one}</p>
        ))}
      </div>
      <section className="list-part" aria-labelledby={id}>
        <h3 id={id}>{text('lists.import.legend')}</h3>
        <p className="help">{text('lists.import.note')}</p>
      </section>
      <button type="button" className="button wide" onClick={() => void open()}>
        {text('lists.import.submit')}
      </button>
    </div>
  );
}
