import { useId } from 'react';
import { needsAttention } from '../../preload/contract/account-state.ts';
import type { StatusView } from '../../preload/contract/status-view.ts';
import { WarningIcon } from '../components/icons.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { useTicked } from '../state/use-tick.ts';
import { formatSpan, formatTime } from '../text/format.ts';
import { managedProblemWords } from '../text/managed-words.ts';
import { actionLabel } from '../text/messages.ts';
import { RichText } from '../text/rich-text.tsx';
import { fellBackWords } from '../text/setting-names.ts';
import { text } from '../text/text.ts';

/** Under half a minute of skew is noise; main leaves it out below a minute. */
const skewWords = (skewMs: number): string =>
  text('footer.skew', { span: formatSpan(skewMs), way: skewMs > 0 ? 'fast' : 'slow' });

/** Who needs a person; network and storage, always in words. Each is one line, and what else there is to say is one. */
export function Footer({ onShowWaiting }: { readonly onShowWaiting: () => void }) {
  const status = usePanelState(state => state.status);
  if (status === null) return <footer className="foot" />;
  const { clockSkewMs, settingsFellBack, managedProblem, shiftUnfinished, standIn } = status;
  const notices = [
    clockSkewMs !== undefined && skewWords(clockSkewMs),
    settingsFellBack && fellBackWords(settingsFellBack),
    managedProblem && managedProblemWords(managedProblem),
    standIn && text('footer.stand-in'),
  ].filter(one => typeof one === 'string');
  return (
    <footer className="foot">
      {shiftUnfinished && <ShiftUnfinished />}
      <Waiting onShow={onShowWaiting} />
      {notices.length > 0 && <Notices notices={notices} />}
      <State status={status} />
    </footer>
  );
}

/** Offline it says when the next try is and lets a person try at once. */
function State({ status: { online, storage, retryAt } }: { readonly status: StatusView }) {
  const kept = storage === 'keychain' || storage === 'passphrase';
  const isRetrying = !online && retryAt !== undefined;
  return (
    <div className={kept ? 'foot-line' : 'foot-line wraps'}>
      <span className={online && kept ? 'dot ok' : 'dot warn'} aria-hidden="true" />
      <p>
        <span className={online && !kept ? 'wide' : undefined}>
          {text(online ? 'footer.online' : 'footer.offline')}
          {' · '}
        </span>
        <span className={isRetrying ? 'wide' : undefined}>
          {text(online || !kept ? `footer.storage.${storage}` : 'footer.still-work')}
          {isRetrying && ' · '}
        </span>
        {isRetrying && <RichText of="footer.retrying" values={{ time: <time>{formatTime(retryAt)}</time> }} />}
      </p>
      {!online && <TryNow />}
      {online && <StorageButton storage={storage} />}
    </div>
  );
}

interface NeedsYouProps {
  readonly words: string;
  readonly press: string;
  readonly onPress: () => void;
}
/** What waits for a person, and the button that helps. */
function NeedsYou({ words, press, onPress }: NeedsYouProps) {
  const id = useId();
  return (
    <div className="foot-line waiting">
      <WarningIcon />
      <p id={id}>{words}</p>
      <button type="button" className="quiet" aria-describedby={id} onClick={onPress}>
        {press}
      </button>
    </div>
  );
}

/** The disk refused to let tokens go that were to be gone: the dialog ends the shift once more. */
function ShiftUnfinished() {
  const { store } = usePanel();
  const end = (): void => store.set({ overlay: { kind: 'end-of-shift' } });
  return <NeedsYou words={text('footer.shift-unfinished')} press={text('footer.end-shift')} onPress={end} />;
}

/** How many accounts need a person; the button goes from one of them to the next. */
function Waiting({ onShow }: { readonly onShow: () => void }) {
  const accounts = usePanelState(state => state.accounts);
  const count = useTicked(now => accounts.filter(one => needsAttention(one, now)).length);
  if (count === 0) return null;
  return <NeedsYou words={text('footer.needs-you', { count })} press={text('footer.show')} onPress={onShow} />;
}

/** One line for all of them; a press shows each in full. */
function Notices({ notices }: { readonly notices: readonly string[] }) {
  const [first, ...others] = notices;
  return (
    <details className="notices">
      <summary className="clip">
        {others.length === 0 ? first : text('footer.notices', { count: notices.length })}
      </summary>
      {others.length > 0 && notices.map(notice => <p key={notice}>{notice}</p>)}
    </details>
  );
}

function StorageButton({ storage }: Pick<StatusView, 'storage'>) {
  const { store, actions } = usePanel();
  const asksToKeep = storage === 'session-only' || storage === 'keychain-unsure';
  const asksToRestart = storage === 'keychain-locked' || storage === 'keychain-unsure';
  if (!asksToRestart && !asksToKeep) return null;
  return (
    <span className="foot-buttons">
      {asksToRestart && (
        <button type="button" className="quiet" onClick={() => void actions.restart()}>
          {actionLabel('restart')}
        </button>
      )}
      {asksToKeep && (
        <button type="button" className="quiet" onClick={() => store.set({ overlay: { kind: 'storage' } })}>
          {text('footer.keep-accounts')}
        </button>
      )}
    </span>
  );
}

function TryNow() {
  const { actions } = usePanel();
  return (
    <button type="button" className="quiet" onClick={() => void actions.tryNow()}>
      {text('footer.try-now')}
    </button>
  );
}
