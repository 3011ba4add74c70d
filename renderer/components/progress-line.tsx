import { useEffect, useState } from 'react';
import type { Progress } from '../../preload/contract/events.ts';
import { usePanel } from '../state/panel-context.ts';
import { createSlowProgress, inTenths } from '../state/slow-progress.ts';
import { text } from '../text/text.ts';

interface Props {
  /** What main tells it by. */
  readonly event: 'backupProgress' | 'listProgress';
}
/** How far main is with the accounts of what the dialog was opened for; nothing where that is quick. */
export function ProgressLine({ event }: Props) {
  const { bridge } = usePanel();
  const [progress, show] = useState<Progress | null>(null);
  useEffect(() => {
    const slow = createSlowProgress({
      show,
      startTimer: (run, delayMs) => window.setTimeout(run, delayMs),
      stopTimer: timer => window.clearTimeout(timer),
    });
    const stop = bridge.on(event, slow.tell);
    return () => {
      stop();
      slow.tell(null);
    };
  }, [bridge, event]);
  const words = (shown: Progress): string => text('sheet.progress', { done: shown.done, of: shown.of });
  return (
    <>
      <p className="unseen" role="status">
        {progress && words(inTenths(progress))}
      </p>
      {progress && (
        <p className="sheet-progress" aria-hidden="true">
          {words(progress)}
        </p>
      )}
    </>
  );
}
