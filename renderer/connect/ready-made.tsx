import { useState } from 'react';
import type { ReadyMadeView } from '../../preload/contract/connect-form.ts';
import type { Failure } from '../../preload/contract/errors.ts';
import { InstructionBox } from '../components/instruction.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { ConnectingHere, SignInIsOpenNote } from './running.tsx';

/** The accounts that the organization set up: one button each, and nothing to type. */
export function ReadyMade({ onDone }: { readonly onDone?: () => void }) {
  const readyMade = usePanelState(state => state.readyMade);
  if (readyMade.length === 0) return null;
  return (
    <ul className="ready-made">
      {readyMade.map(one => (
        <li key={one.id}>
          <One account={one} onDone={onDone} />
        </li>
      ))}
    </ul>
  );
}

interface OneProps {
  readonly account: ReadyMadeView;
  readonly onDone: (() => void) | undefined;
}
function One({ account, onDone }: OneProps) {
  const { actions } = usePanel();
  const [stage, setStage] = useState<Failure | 'running' | null>(null);
  const label = text('ready-made.connect', { account: account.name });
  const connect = async (): Promise<void> => {
    setStage('running');
    const reply = await actions.connectReadyMade(account.id);
    setStage(reply.ok ? null : reply.error);
    if (reply.ok) onDone?.();
  };
  if (stage === 'running') {
    return account.opensWindow ? (
      <SignInIsOpenNote of={account.providerId} />
    ) : (
      <ConnectingHere name={account.providerName} />
    );
  }
  return (
    <>
      {stage !== null && <InstructionBox takesFocus failure={stage} press={label} />}
      <button type="button" className="primary wide" onClick={() => void connect()}>
        {label}
      </button>
    </>
  );
}
