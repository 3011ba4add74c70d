import { useRef } from 'react';
import { KeyIcon } from '../components/icons.tsx';
import { formatDate } from '../text/format.ts';
import { RichText } from '../text/rich-text.tsx';
import { text } from '../text/text.ts';
import type { QuestionProps } from './address-bar.tsx';
import { useQuestionFocus } from './use-question-focus.ts';

/** The page's server wants to know who this computer is: a person chooses, or sends nothing. */
export function CertificateQuestion({ view, actions, replaces }: QuestionProps) {
  const main = useRef<HTMLElement>(null);
  useQuestionFocus(main, replaces);
  const { certificateChoices: choices = [], host } = view;
  return (
    <main className="bar-body question" ref={main}>
      <span className="emblem" aria-hidden="true">
        <KeyIcon />
      </span>
      <h1 id="which-certificate" tabIndex={-1}>
        {text('bar.which-certificate.title')}
      </h1>
      <p>
        <RichText
          of="bar.which-certificate.help"
          values={{ host: <b className="wrap">{host || view.providerName}</b> }}
        />
      </p>
      <ul className="certificates" aria-labelledby="which-certificate">
        {choices.map((one, index) => (
          <li key={`${one.subject} ${one.issuer} ${one.untilAt}`}>
            <button
              type="button"
              className="button wide"
              data-first={index === 0 || undefined}
              onClick={() => void actions.chooseCertificate(view.question, index)}
            >
              <b>{one.subject}</b>
              <span className="sub">
                {text('bar.which-certificate.from', { issuer: one.issuer, date: formatDate(one.untilAt, 0) })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="bar-buttons">
        <button type="button" className="button" onClick={() => void actions.chooseCertificate(view.question, -1)}>
          {text('bar.which-certificate.none')}
        </button>
        <button type="button" className="button" onClick={() => void actions.toBrowser()}>
          {text('bar.use-browser')}
        </button>
      </div>
    </main>
  );
}
