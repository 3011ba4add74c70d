import type { SignInBarView } from '../../preload/contract/sign-in-bar.ts';
import { LockIcon } from '../components/icons.tsx';
import { text } from '../text/text.ts';
import type { SignInBarActions } from './sign-in-bar-actions.ts';
import { type AddressMark, addressMark, whatHelps } from './what-helps.ts';

export interface SignInBarProps {
  readonly view: SignInBarView;
  readonly actions: SignInBarActions;
}

export interface QuestionProps extends SignInBarProps {
  /** Another question stood here until now. */
  readonly replaces: boolean;
}

/** The origin with its host emphasised. What is cut off when it is too long is its beginning, never its end. */
function Origin({ origin, host }: { readonly origin: string; readonly host: string }) {
  const at = host === '' ? -1 : origin.indexOf(host);
  const from = at < 0 ? 0 : at;
  const to = at < 0 ? origin.length : at + host.length;
  return (
    <span className="origin" title={origin}>
      <bdo dir="ltr">
        <span className="scheme">{origin.slice(0, from)}</span>
        <b>{origin.slice(from, to)}</b>
        {origin.slice(to)}
      </bdo>
    </span>
  );
}

function Mark({ mark }: { readonly mark: AddressMark }) {
  if (mark === undefined) return null;
  if (mark === 'lock') return <LockIcon />;
  return mark === 'not-secure' ? (
    <span className="insecure">{text('bar.not-secure')}</span>
  ) : (
    <span className="insecure untrusted">{text(mark)}</span>
  );
}

/** Whose page this is, the way out, and the way over to the person's own browser. */
export function AddressBar({ view, actions }: SignInBarProps) {
  const { origin, host, secure, loading, mode } = view;
  return (
    <header className={mode === 'page' ? 'bar-head paged' : 'bar-head'}>
      <button type="button" className="button" onClick={() => void actions.cancel()}>
        {text('bar.cancel')}
      </button>
      <section
        className={secure ? 'address secure' : 'address'}
        aria-label={text('bar.address')}
        aria-live="polite"
        aria-atomic="true"
      >
        {mode === 'browser' ? (
          <span className="muted">{text('bar.in-browser')}</span>
        ) : origin === '' ? (
          <span className="muted">
            {view.passwordPrompt?.isProxy === true
              ? text('bar.proxy')
              : text('bar.opening', { provider: view.providerName })}
          </span>
        ) : (
          <>
            <Mark mark={addressMark(view)} />
            <Origin origin={origin} host={host} />
          </>
        )}
      </section>
      {mode === 'page' && (
        <button
          type="button"
          className={whatHelps(view) === 'browser' ? 'primary' : 'button'}
          title={text('bar.use-browser-why')}
          onClick={() => void actions.toBrowser()}
        >
          {text('bar.use-browser')}
        </button>
      )}
      {loading && mode === 'page' && <span className="loading" aria-hidden="true" />}
    </header>
  );
}
