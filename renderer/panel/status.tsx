import { useEffect } from 'react';
import type { ClipboardView } from '../../preload/contract/clipboard-view.ts';
import { Dismiss } from '../components/dismiss.tsx';
import { CheckIcon, WarningIcon } from '../components/icons.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import type { Notice } from '../state/panel-store.ts';
import { useTicked } from '../state/use-tick.ts';
import { formatLeft, secondsUntil } from '../text/format.ts';
import { actionLabel, instruct } from '../text/messages.ts';
import { RichText } from '../text/rich-text.tsx';
import { text } from '../text/text.ts';
import { FailedNotice } from './failed-notice.tsx';

/** What was just done and what went wrong, read out politely; the countdowns in it are not. */
export function Status() {
  const clipboard = usePanelState(state => state.clipboard);
  const notices = usePanelState(state => state.notices);
  return (
    <div className="status" role="status" aria-label={text('status.label')} aria-atomic="false">
      {notices.map(notice => (
        <NoticeToast key={notice.key} notice={notice} />
      ))}
      {clipboard !== null && <Copied clipboard={clipboard} />}
    </div>
  );
}

function NoticeToast({ notice }: { readonly notice: Notice }) {
  if (notice.kind === 'failed') return <FailedNotice notice={notice} />;
  if (notice.kind === 'removed') return <Removed notice={notice} />;
  return <Said notice={notice} />;
}

/** Takes a notice away when its time is over. */
function useExpiry({ key, untilAt }: Notice): void {
  const { actions } = usePanel();
  const over = useTicked(now => untilAt !== undefined && now >= untilAt);
  useEffect(() => {
    if (over) actions.dismiss(key);
  }, [over, actions, key]);
}

function Said({ notice }: { readonly notice: Extract<Notice, { kind: 'said' }> }) {
  useExpiry(notice);
  const note = notice.note && instruct(notice.note, text('notice.press-check', { check: text('menu.check') }));
  return (
    <div className={notice.warns ? 'toast warn' : 'toast'}>
      {notice.warns ? <WarningIcon /> : <CheckIcon />}
      <div className="toast-words">
        <p dir="auto">{notice.text}</p>
        {notice.heard !== undefined && <p className="unseen">{notice.heard}</p>}
        {note && (
          <p className="toast-note">
            <strong>{text('notice.sentence', { title: note.title })}</strong> {note.help}
          </p>
        )}
      </div>
      <Dismiss notice={notice} />
    </div>
  );
}

function Removed({ notice }: { readonly notice: Extract<Notice, { kind: 'removed' }> }) {
  const { actions } = usePanel();
  useExpiry(notice);
  const seconds = useTicked(now => secondsUntil(notice.untilAt, now));
  return (
    <div className="toast">
      <div className="toast-words">
        <p>
          <RichText of="notice.removed" values={{ account: <bdi>{notice.label}</bdi> }} />
        </p>
      </div>
      <span role="timer" aria-live="off" className="toast-time">
        {text('time.left.seconds', { seconds })}
      </span>
      <button type="button" onClick={() => void actions.undoRemove(notice)}>
        {text('notice.undo')}
      </button>
    </div>
  );
}

function Copied({ clipboard }: { readonly clipboard: ClipboardView }) {
  const seconds = useTicked(now => secondsUntil(clipboard.clearsAt, Math.max(now, clipboard.copiedAt)));
  const note = clipboard.unchecked
    ? instruct({ code: 'clipboard-unreadable' })
    : clipboard.note && instruct(clipboard.note);
  return (
    <div className={clipboard.unchecked ? 'toast warn' : 'toast'}>
      {clipboard.unchecked ? <WarningIcon /> : <CheckIcon />}
      <div className="toast-words">
        <p>
          <span dir="auto">{clipboard.text}</span>
          {clipboard.environment !== undefined && (
            <span className={clipboard.notProduction ? 'badge amber' : 'badge'}>{clipboard.environment}</span>
          )}
        </p>
        {!clipboard.unchecked && (
          <p role="timer" aria-live="off" className="toast-time">
            {seconds > 0 ? text('status.clears-in', { seconds }) : text('status.clearing')}
          </p>
        )}
        {clipboard.olderUntilAt !== undefined && <Older untilAt={clipboard.olderUntilAt} />}
        {note && (
          <p className="toast-note">
            <strong>{text('notice.sentence', { title: note.title })}</strong> {note.help}
          </p>
        )}
      </div>
      <ClearNow />
    </div>
  );
}

/** A fresh token could not be had: how long the one that was given still works. */
function Older({ untilAt }: { readonly untilAt: number }) {
  const left = useTicked(now => formatLeft(untilAt - now));
  return (
    <p className="toast-note">
      <RichText
        of="status.older"
        values={{
          left: (
            <span role="timer" aria-live="off">
              {left}
            </span>
          ),
        }}
      />
    </p>
  );
}

function ClearNow() {
  const { actions } = usePanel();
  const clear = async (): Promise<void> => {
    await actions.clearClipboard();
    // The button is gone with the toast: the focus goes on to the search, not to nowhere.
    const focused = document.activeElement;
    if (focused === null || focused === document.body) {
      document.querySelector<HTMLElement>('input[type=search]')?.focus();
    }
  };
  return (
    <button type="button" onClick={() => void clear()}>
      {actionLabel('clear')}
    </button>
  );
}
