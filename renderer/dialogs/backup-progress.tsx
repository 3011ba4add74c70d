import { useEffect, useState } from 'react';
import type { BackupProgress } from '../../preload/contract/backup-view.ts';
import { usePanel } from '../state/panel-context.ts';
import { createSlowProgress, inTenths } from '../state/slow-progress.ts';
import { text } from '../text/text.ts';

/** How far the backup is that is being written, opened or taken in; nothing where that is quick. */
export function BackupProgressLine() {
  const { bridge } = usePanel();
  const [progress, show] = useState<BackupProgress | null>(null);
  useEffect(() => {
    const slow = createSlowProgress({
      show,
      startTimer: (run, delayMs) => window.setTimeout(run, delayMs),
      stopTimer: timer => window.clearTimeout(timer),
    });
    const stop = bridge.on('backupProgress', slow.tell);
    return () => {
      stop();
      slow.tell(null);
    };
  }, [bridge]);
  const words = (shown: BackupProgress): string => text('backup.progress', { done: shown.done, of: shown.of });
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
