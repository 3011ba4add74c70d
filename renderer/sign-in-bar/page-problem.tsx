import { useEffect, useRef } from 'react';
import { WarningIcon } from '../components/icons.tsx';
import { formatDate } from '../text/format.ts';
import { actionLabel, instruct } from '../text/messages.ts';
import { RichText } from '../text/rich-text.tsx';
import { text } from '../text/text.ts';
import type { SignInBarProps } from './address-bar.tsx';
import { DeviceButton } from './device-button.tsx';
import { helpsOnDevice, type WhatHelps, whatHelps } from './what-helps.ts';

/** In place of the page: what happened, what is safe, and what to press. */
export function PageProblem({ view, actions }: SignInBarProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { problem = { code: 'unexpected' }, otherAddress, providerName } = view;
  const { title, help } = instruct(problem, actionLabel('again'));
  const helps = whatHelps(view);
  const words: Readonly<Record<WhatHelps, string>> = {
    'other-address': text('bar.other-address.use'),
    again: actionLabel('again'),
    browser: text('bar.use-browser'),
  };
  const press: Readonly<Record<WhatHelps, () => void>> = {
    'other-address': () => void actions.takeOtherAddress(),
    again: () => void actions.tryAgain(),
    browser: () => void actions.toBrowser(),
  };
  // What helps comes first.
  const offered = [...new Set([helps, 'again', 'browser'] as const)];
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
          <dt>{text('bar.certificate.made-out-to')}</dt>
          <dd className="wrap">{view.certificate.subject}</dd>
          <dt>{text('bar.certificate.issued-by')}</dt>
          <dd className="wrap">{view.certificate.issuer}</dd>
          <dt>{text('bar.certificate.good-until')}</dt>
          <dd>{formatDate(view.certificate.untilAt, 0)}</dd>
        </dl>
      )}
      {otherAddress !== undefined && (
        <p className="note">
          <RichText
            of="bar.other-address.problem"
            values={{ provider: providerName, address: <b className="wrap">{otherAddress}</b> }}
          />
        </p>
      )}
      <div className="bar-buttons">
        {offered.map(one => (
          <button key={one} type="button" className={one === helps ? 'primary' : 'button'} onClick={() => press[one]()}>
            {words[one]}
          </button>
        ))}
        {helpsOnDevice(view) && <DeviceButton onPress={() => void actions.toDevice()} />}
      </div>
    </main>
  );
}
