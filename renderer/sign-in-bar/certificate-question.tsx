import { useEffect, useRef } from 'react';
import { KeyIcon } from '../components/icons.tsx';
import { formatDate } from '../text/format.ts';
import type { SignInBarProps } from './address-bar.tsx';

/** The page's server wants to know who this computer is: a person chooses, or sends nothing. */
export function CertificateQuestion({ view, actions }: SignInBarProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { certificateChoices: choices = [], host } = view;
  return (
    <main className="bar-body problem">
      <span className="emblem" aria-hidden="true">
        <KeyIcon />
      </span>
      <h1 ref={heading} tabIndex={-1}>
        Which certificate of this computer?
      </h1>
      <p>
        <b className="wrap">{host || view.providerName}</b> asks for one. It tells that server who you are.
      </p>
      <ul className="certificates">
        {choices.map((one, index) => (
          <li key={`${one.subject} ${one.issuer} ${one.untilAt}`}>
            <button
              type="button"
              className="button wide"
              onClick={() => void actions.chooseCertificate(view.question, index)}
            >
              <b>{one.subject}</b>
              <span className="sub">
                from {one.issuer}, good until {formatDate(one.untilAt, 0)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="bar-buttons">
        <button type="button" className="button" onClick={() => void actions.chooseCertificate(view.question, -1)}>
          Go on without one
        </button>
        <button type="button" className="button" onClick={() => void actions.toBrowser()}>
          Use my browser
        </button>
      </div>
    </main>
  );
}
