import { useEffect, useId, useRef, useState } from 'react';
import type { AccountView } from '../../preload/contract/account-view.ts';
import type { DetailsView } from '../../preload/contract/details/details-view.ts';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import { AgainButton } from '../components/again-button.tsx';
import { InstructionBox } from '../components/instruction.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { ClaimsTable } from './claims-table.tsx';
import { Facts } from './facts.tsx';

interface Props {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** What an account's token is and may do. Gone once somebody locks, or the shift ends. */
export function Details({ account, onClose }: Props) {
  const { reply, again } = useDetails(account, onClose);
  const details = reply?.ok ? reply.value : undefined;
  return (
    <Sheet title={text('details.title')} about={account.label} step="" onClose={onClose}>
      {reply?.ok === false && (
        <div className="sheet-body">
          <InstructionBox failure={reply.error} extra={<AgainButton onPress={again} />} takesFocus />
        </div>
      )}
      {details !== undefined && (
        <>
          <Reading details={details} />
          <CopyDetails id={account.id} details={details} />
        </>
      )}
    </Sheet>
  );
}

/** All there is to read. It has the focus at first, so that the keys scroll it. */
function Reading({ details }: { readonly details: DetailsView }) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => region.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and holds no control is reached by key only so
    <section className="sheet-body details" aria-label={text('details.title')} tabIndex={0} ref={region}>
      <Facts details={details} />
      {details.claims !== undefined && <ClaimsTable claims={details.claims} />}
    </section>
  );
}

/** Reads them, and again whenever the account changes. Where it is locked, the passphrase is asked for first. */
function useDetails(account: AccountView, onClose: () => void) {
  const { bridge, store } = usePanel();
  const latest = usePanelState(state => state.accounts.find(({ id }) => id === account.id));
  const [reply, setReply] = useState<Reply<DetailsView> | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = latest !== undefined && round >= 0;
    // Removed meanwhile.
    if (latest === undefined) onClose();
    else
      void asReply(bridge.getDetails(latest.id)).then(answer => {
        if (!current) return;
        if (answer.ok || answer.error.code !== 'locked') return setReply(answer);
        const again = (): void => store.set({ overlay: { kind: 'details', account: latest } });
        store.set({ overlay: { kind: 'unlock', again } });
      });
    return () => {
      current = false;
    };
  }, [bridge, store, latest, round, onClose]);
  useEffect(() => bridge.on('detailsOver', onClose), [bridge, onClose]);
  return { reply, again: () => setRound(round + 1) };
}

/** A row of names is no list of all of them. */
const mostNames = 8;

/** The details as text on the clipboard; what may be personal is left out unless a person ticks it. */
function CopyDetails({ id, details }: { readonly id: string; readonly details: DetailsView }) {
  const { bridge } = usePanel();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [said, setSaid] = useState('');
  const [withPersonal, setWithPersonal] = useState(false);
  const helpId = useId();
  const personal = details.claims?.list.filter(({ isPersonal }) => isPersonal) ?? [];
  const names = [...new Set(personal.map(({ path: [name = ''] }) => name))];
  const copy = async (): Promise<void> => {
    setSaid('');
    const reply = await asReply(bridge.copyDetails(id, withPersonal));
    setFailure(reply.ok ? null : reply.error);
    if (reply.ok) setSaid(text('details.copy.done'));
  };
  return (
    <div className="sheet-foot details-foot">
      {failure !== null && <InstructionBox failure={failure} press={text('details.copy')} takesFocus />}
      {names.length > 0 && (
        <div className="details-personal">
          <label className="choice">
            <input
              type="checkbox"
              checked={withPersonal}
              aria-describedby={helpId}
              onChange={event => setWithPersonal(event.currentTarget.checked)}
            />
            {text('details.copy.personal')}
          </label>
          <p className="help" id={helpId}>
            {withPersonal
              ? text('details.copy.clears')
              : text('details.copy.left-out', {
                  names: [...names.slice(0, mostNames), ...(names.length > mostNames ? ['…'] : [])].join(', '),
                })}
          </p>
        </div>
      )}
      <p role="status" className="said">
        {said}
      </p>
      <button type="button" className="button" onClick={() => void copy()}>
        {text('details.copy')}
      </button>
    </div>
  );
}
