import { useEffect, useRef } from 'react';

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
          <strong>The sign-in window is open.</strong> Sign in and allow access there; this closes by itself. To stop,
          press Cancel in that window.
        </p>
      ) : (
        <p>
          <strong>Connecting to {name}…</strong> This takes a few seconds.
        </p>
      )}
    </div>
  );
}
