import { useEffect, useRef } from 'react';
import { secondMs } from '../../preload/contract/durations.ts';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';

/** Main holds what it made ready for a minute. */
const saidAgainAfterMs = 20 * secondMs;

/**
 * Has main keep ready what a sign-in begins with, while a form that leads to its window is open: as long as it `isWanted`,
 * anew whenever the form `waits` for its press, and on while somebody types. Gives what to call when they do.
 */
export function usePreparation(isWanted: boolean, waits: boolean): () => void {
  const { bridge } = usePanel();
  const saidAt = useRef(0);
  const say = (): void => {
    saidAt.current = performance.now();
    void asReply(bridge.signInFormOpen(true));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once for each of these, whoever draws it
  useEffect(() => {
    if (isWanted && waits) say();
  }, [isWanted, waits]);
  useEffect(() => {
    if (!isWanted) return;
    return () => void asReply(bridge.signInFormOpen(false));
  }, [bridge, isWanted]);
  return () => {
    if (isWanted && waits && performance.now() > saidAt.current + saidAgainAfterMs) say();
  };
}
