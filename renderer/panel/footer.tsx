import type { StatusView } from '../../preload/contract/status-view.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { formatSpan, formatTime } from '../text/format.ts';
import { managedProblemWords } from '../text/managed-words.ts';
import { actionLabel } from '../text/messages.ts';
import { RichText } from '../text/rich-text.tsx';
import { fellBackWords } from '../text/setting-names.ts';
import { text } from '../text/text.ts';

/** Under half a minute of skew is noise; main leaves it out below a minute. */
const skewWords = (skewMs: number): string =>
  text('footer.skew', { span: formatSpan(skewMs), way: skewMs > 0 ? 'fast' : 'slow' });

/** Network and storage, always in words. Offline it says when the next try is and lets a person try at once. */
export function Footer() {
  const status = usePanelState(state => state.status);
  if (status === null) return <footer className="foot" />;
  const { online, storage, retryAt, clockSkewMs } = status;
  const kept = storage === 'keychain' || storage === 'passphrase';
  const fine = online && kept;
  return (
    <footer className="foot">
      <span className={fine ? 'dot ok' : 'dot warn'} aria-hidden="true" />
      <div className="foot-words">
        <p>
          {text(online ? 'footer.online' : 'footer.offline')}
          {' · '}
          {text(online || !kept ? `footer.storage.${storage}` : 'footer.still-work')}
          {!online && retryAt !== undefined && (
            <>
              {' · '}
              <RichText of="footer.retrying" values={{ time: <time>{formatTime(retryAt)}</time> }} />
            </>
          )}
        </p>
        {clockSkewMs !== undefined && <p>{skewWords(clockSkewMs)}</p>}
        {status.settingsFellBack && <p>{fellBackWords(status.settingsFellBack)}</p>}
        {status.managedProblem && <p>{managedProblemWords(status.managedProblem)}</p>}
        {status.standIn && <p>{text('footer.stand-in')}</p>}
      </div>
      {!online && <TryNow />}
      {online && <StorageButton storage={storage} />}
    </footer>
  );
}

function StorageButton({ storage }: Pick<StatusView, 'storage'>) {
  const { store, actions } = usePanel();
  const asksToKeep = storage === 'session-only' || storage === 'keychain-unsure';
  const asksToRestart = storage === 'keychain-locked' || storage === 'keychain-unsure';
  return (
    <>
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
    </>
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
