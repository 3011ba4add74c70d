import { useEffect, useRef } from 'react';
import { WarningIcon } from '../components/icons.tsx';
import { formatDate } from '../text/format.ts';
import { instruct } from '../text/messages.ts';
import type { SignInBarProps } from './address-bar.tsx';

/** In place of the page: what happened, what is safe, and what to press. */
export function PageProblem({ view, actions }: SignInBarProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { problem = { code: 'unexpected' }, otherAddress, providerName } = view;
  const { title, help } = instruct(problem, 'Try again');
  useEffect(() => {
    if (title) heading.current?.focus();
  }, [title]);
  return (
    <main className="bar-body problem">
      <span className="emblem warn" aria-hidden="true">
        <WarningIcon />
      </span>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{help}</p>
      {view.certificate !== undefined && (
        <dl className="note certificate">
          <dt>Made out to</dt>
          <dd className="wrap">{view.certificate.subject}</dd>
          <dt>Issued by</dt>
          <dd className="wrap">{view.certificate.issuer}</dd>
          <dt>Good until</dt>
          <dd>{formatDate(view.certificate.untilAt, 0)}</dd>
        </dl>
      )}
      {otherAddress !== undefined && (
        <div className="note">
          <p>
            {providerName} wants to end at <b className="wrap">{otherAddress}</b>, which is registered for this App.
          </p>
          <button type="button" className="outline" onClick={() => void actions.takeOtherAddress()}>
            Use this address
          </button>
        </div>
      )}
      <div className="bar-buttons">
        <button type="button" className="primary" onClick={() => void actions.tryAgain()}>
          Try again
        </button>
        <button type="button" className="button" onClick={() => void actions.toBrowser()}>
          Use my browser
        </button>
      </div>
    </main>
  );
}
