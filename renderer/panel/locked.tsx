import { LockIcon } from '../components/icons.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

/** Says above the list that Dockpass is locked; what is listed there goes on counting down. */
export function LockedBar() {
  const { store } = usePanel();
  const locked = usePanelState(state => state.status?.lock === 'locked');
  if (!locked) return null;
  return (
    <div className="locked-bar">
      <LockIcon />
      <p>
        <strong>{text('locked.state')}</strong> {text('locked.help')}
      </p>
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'unlock' } })}>
        {text('locked.unlock')}
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
      aria-label={text('locked.lock')}
      title={text('locked.lock')}
      onClick={() => void asReply(bridge.lock())}
    >
      <LockIcon />
    </button>
  );
}
