import type { StatusView } from '../../preload/contract/status-view.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { formatSpan, formatTime } from '../text/format.ts';
import { managedProblemWords } from '../text/managed-words.ts';
import { actionLabel } from '../text/messages.ts';
import { fellBackWords } from '../text/setting-names.ts';

const storageWords: Record<StatusView['storage'], string> = {
  keychain: 'all tokens stored on this computer only',
  passphrase: 'all tokens stored on this computer only',
  'session-only': 'tokens are kept for this session only',
  'keychain-locked': 'the keyring is locked: unlock it, then restart Dockpass',
};

/** Under half a minute of skew is noise; main leaves it out below a minute. */
const skewWords = (skewMs: number): string =>
  `This computer’s clock is ${formatSpan(skewMs)} ${skewMs > 0 ? 'fast' : 'slow'}; the times above are corrected.`;

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
          {online ? 'Online' : 'Offline'}
          {' · '}
          {online || !kept ? storageWords[storage] : 'saved tokens still work'}
          {!online && retryAt !== undefined && (
            <>
              {' · '}
              retrying at <time>{formatTime(retryAt)}</time>
            </>
          )}
        </p>
        {clockSkewMs !== undefined && <p>{skewWords(clockSkewMs)}</p>}
        {status.settingsFellBack && <p>{fellBackWords(status.settingsFellBack)}</p>}
        {status.managedProblem && <p>{managedProblemWords(status.managedProblem)}</p>}
        {status.standIn && <p>For trying out: no real credentials here.</p>}
      </div>
      {!online && <TryNow />}
      {online && <StorageButton storage={storage} />}
    </footer>
  );
}

function StorageButton({ storage }: Pick<StatusView, 'storage'>) {
  const { store, actions } = usePanel();
  if (storage === 'session-only') {
    return (
      <button type="button" className="quiet" onClick={() => store.set({ overlay: { kind: 'storage' } })}>
        Keep accounts…
      </button>
    );
  }
  if (storage !== 'keychain-locked') return null;
  return (
    <button type="button" className="quiet" onClick={() => void actions.restart()}>
      {actionLabel('restart')}
    </button>
  );
}

function TryNow() {
  const { actions } = usePanel();
  return (
    <button type="button" className="quiet" onClick={() => void actions.tryNow()}>
      Try now
    </button>
  );
}
