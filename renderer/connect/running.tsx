import { useEffect, useRef } from 'react';
import { text } from '../text/text.ts';

interface Props {
  /** The provider's. */
  readonly name: string;
  /** Whether the provider's page opens for it. */
  readonly toWindow: boolean;
}

/** What is under way while connecting, and how to stop it. Takes the focus, so that it is read out. */
export function Running({ name, toWindow }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="note running" tabIndex={-1} ref={box}>
      <span className="spinner" aria-hidden="true" />
      {toWindow ? (
        <p>
          <strong>{text('connect.running.window.state')}</strong> {text('connect.running.window.help')}
        </p>
      ) : (
        <p>
          <strong>{text('connect.running.here.state', { provider: name })}</strong> {text('connect.running.here.help')}
        </p>
      )}
    </div>
  );
}
