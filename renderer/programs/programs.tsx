import { useCallback, useEffect, useId, useState } from 'react';
import type { Reply } from '../../preload/contract/errors.ts';
import {
  type ProgramAccountView,
  type ProgramMode,
  type ProgramsView,
  programModes,
} from '../../preload/contract/programs/view.ts';
import { FailedCall, type FailedCallProps } from '../components/failed-call.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';
import { formatMoment } from '../text/format.ts';
import { text } from '../text/text.ts';
import { KeptFile, KeptFileState } from './kept-file.tsx';

/** What programs of this computer may have: of the account with this `id`, or of each one. */
export function Programs({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }) {
  const { view, failed, said, run } = usePrograms();
  const { bridge } = usePanel();
  const accounts = view?.accounts.filter(account => id === undefined || account.id === id) ?? [];
  const alone = id === undefined ? undefined : accounts[0];
  return (
    <Sheet title={text('programs.title')} step={view === null ? '' : 'form'} onClose={onClose}>
      <div className="sheet-body settings">
        {failed && <FailedCall {...failed} />}
        <p className="note">{text('programs.lead')}</p>
        {view !== null && view.state !== 'on' && (
          <p className="note warn">{text(view.state === 'off' ? 'programs.off' : 'programs.failed')}</p>
        )}
        {accounts.length > 0 && (
          <fieldset className="group">
            <legend>{text('programs.accounts')}</legend>
            {accounts.map(account => (
              <Account
                key={account.id}
                account={account}
                tellsFile={alone === undefined}
                onChange={may => run(() => bridge.setProgramMode(account.id, may))}
              />
            ))}
          </fieldset>
        )}
        {alone !== undefined && (
          <KeptFile
            key={JSON.stringify(alone.file)}
            account={alone}
            onChoose={file =>
              run(() => bridge.setKeptFile(alone.id, file), {
                press: text(file === null ? 'programs.file.stop' : 'programs.file.keep'),
              })
            }
          />
        )}
        {view !== null && (
          <Command
            line={view.command}
            onCopy={() =>
              void run(() => bridge.copyCommandLine(), {
                press: text('programs.command.copy'),
                done: text('programs.command.copied'),
              })
            }
          />
        )}
        <p role="status" className="said">
          {said}
        </p>
        {view !== null && id === undefined && (
          <button
            type="button"
            className="button"
            onClick={() =>
              void run(() => bridge.forgetPrograms(), {
                press: text('programs.forget.button'),
                done: text('programs.forget.done'),
              })
            }
          >
            {text('programs.forget.button')}
          </button>
        )}
      </div>
    </Sheet>
  );
}

/** The button that was pressed, and what is said once that is done. */
interface Pressed {
  readonly press?: string;
  readonly done?: string;
}

/** What main has, and what came of the last thing done. */
function usePrograms() {
  const { bridge } = usePanel();
  const [view, setView] = useState<ProgramsView | null>(null);
  const [failed, setFailed] = useState<FailedCallProps | null>(null);
  const [said, setSaid] = useState('');
  const fetchView = useCallback(async (): Promise<void> => {
    const reply = await asReply(bridge.getPrograms());
    if (reply.ok) setView(reply.value);
    else
      setFailed({
        why: reply.error,
        again: () => {
          setFailed(null);
          void fetchView();
        },
      });
  }, [bridge]);
  useEffect(() => void fetchView(), [fetchView]);
  // A program may be given a token while the dialog is open.
  useEffect(() => bridge.on('accountsChanged', () => void fetchView()), [bridge, fetchView]);
  const run = async (call: () => Promise<Reply<null>>, pressed: Pressed = {}): Promise<void> => {
    const reply = await asReply(call());
    setFailed(reply.ok ? null : { why: reply.error, press: pressed.press, again: () => void run(call, pressed) });
    setSaid((reply.ok && pressed.done) || '');
    await fetchView();
  };
  return { view, failed, said, run };
}

interface AccountProps {
  readonly account: ProgramAccountView;
  /** False where its file is told of below. */
  readonly tellsFile: boolean;
  readonly onChange: (may: ProgramMode) => Promise<void>;
}
function Account({ account: { label, may, last, file }, tellsFile, onChange }: AccountProps) {
  const id = useId();
  // Shown at once, and until main has answered.
  const [chosen, setChosen] = useState<ProgramMode | null>(null);
  return (
    <div className="field">
      <label htmlFor={id}>
        <bdi>{label}</bdi>
      </label>
      <select
        id={id}
        value={chosen ?? may}
        aria-describedby={last === undefined ? undefined : `${id}-last`}
        onChange={event => {
          const mode = programModes.find(one => one === event.currentTarget.value) ?? may;
          setChosen(mode);
          void onChange(mode).finally(() => setChosen(null));
        }}
      >
        {programModes.map(mode => (
          <option key={mode} value={mode}>
            {text(`programs.mode.${mode}`)}
          </option>
        ))}
      </select>
      {last !== undefined && (
        <p className="help" id={`${id}-last`}>
          {text('programs.last', {
            time: formatMoment(last.at),
            named: last.program === '' ? 'no' : 'yes',
            program: last.program,
          })}
        </p>
      )}
      {tellsFile && file !== undefined && <KeptFileState file={file} />}
    </div>
  );
}

function Command({ line, onCopy }: { readonly line: string; readonly onCopy: () => void }) {
  return (
    <fieldset className="group">
      <legend>{text('programs.command.legend')}</legend>
      <p className="help">{text('programs.command.help')}</p>
      <p className="path" dir="ltr">
        {line}
      </p>
      <button type="button" className="button" onClick={onCopy}>
        {text('programs.command.copy')}
      </button>
    </fieldset>
  );
}
