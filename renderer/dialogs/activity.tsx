import { useEffect, useMemo, useState } from 'react';
import type { ActivityView } from '../../preload/contract/activity-view.ts';
import type { CopyFormatView } from '../../preload/contract/copy-formats.ts';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import { useFirstRows } from '../components/first-rows.tsx';
import { InstructionBox } from '../components/instruction.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { instruct } from '../text/messages.ts';
import { locale, text } from '../text/text.ts';

/** A format that is there no more, a person's own that they deleted, has no name here. */
const withFormat = ({ kind, format }: ActivityView, formats: readonly CopyFormatView[]): string => {
  const event = text(`activity.kind.${kind}`);
  if (format === undefined || (kind !== 'copied' && kind !== 'shown-as-qr')) return event;
  const known = formats.find(({ id }) => id === format);
  if (kind === 'copied' && known !== undefined) return known.done;
  return text('activity.of-format', { event, format: known?.asQr ?? text('activity.another-format') });
};

const whatHappened = (happened: ActivityView, formats: readonly CopyFormatView[]): string => {
  const { code } = happened;
  const did = withFormat(happened, formats);
  return code === undefined ? did : text('activity.failed', { event: did, reason: instruct({ code }).title });
};

/** What happened on this computer, newest first. It was written when it happened: an account may have another name now. */
export function Activity({ onClose }: { readonly onClose: () => void }) {
  const { bridge } = usePanel();
  const [events, setEvents] = useState<readonly ActivityView[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState('');
  useEffect(() => {
    let current = true;
    void asReply(bridge.getActivity()).then(reply => {
      if (!current) return;
      if (reply.ok) setEvents(reply.value);
      else setFailure(reply.error);
    });
    return () => {
      current = false;
    };
  }, [bridge]);
  const take = <T,>(reply: Reply<T>, said: (value: T) => string | undefined): void => {
    setFailure(reply.ok ? null : reply.error);
    setDone((reply.ok ? said(reply.value) : undefined) ?? '');
  };
  const save = async (): Promise<void> =>
    take(await asReply(bridge.saveActivity()), value =>
      value === null ? undefined : text('activity.save.done', { file: value.name }),
    );
  const diagnose = async (): Promise<void> =>
    take(await asReply(bridge.copyDiagnosis()), () => text('activity.diagnosis.done'));
  return (
    <Sheet title={text('activity.title')} step={events === null ? '' : 'list'} onClose={onClose}>
      <div className="sheet-body activity">
        {failure && <InstructionBox failure={failure} press={text('activity.save.press')} takesFocus />}
        <div className="both">
          <button type="button" className="button" onClick={() => void save()}>
            {text('activity.save.button')}
          </button>
          <button type="button" className="button" onClick={() => void diagnose()}>
            {text('activity.diagnosis.button')}
          </button>
        </div>
        <p role="status" className="said">
          {done}
        </p>
        <p className="note">{text('activity.note')}</p>
        {events?.length === 0 && <p className="nothing-found">{text('activity.none')}</p>}
        {events !== null && events.length > 0 && <Events events={events} />}
      </div>
    </Sheet>
  );
}

function Events({ events }: { readonly events: readonly ActivityView[] }) {
  // One for a thousand lines: making one each time would take a second. Made here, since the first one takes 20 ms.
  const writtenBy = locale();
  const time = useMemo(
    () => new Intl.DateTimeFormat(writtenBy, { dateStyle: 'medium', timeStyle: 'medium' }),
    [writtenBy],
  );
  const formats = usePanelState(state => state.copyFormats);
  // Two events may be equal in everything, and the list never changes while it is shown.
  const rows = events.map((event, at) => ({ event, key: String(at) }));
  const { shown, more } = useFirstRows(rows);
  return (
    <>
      <ol aria-label={text('activity.list')}>
        {shown.map(({ event, key }) => (
          <li key={key}>
            <p>
              <strong>{whatHappened(event, formats)}</strong>
              {event.account !== undefined && (
                <>
                  {' · '}
                  <bdi>{event.account}</bdi>
                </>
              )}
              {event.provider !== undefined && ` · ${event.provider}`}
              {event.program !== undefined && ` · ${text('activity.program', { name: event.program })}`}
            </p>
            <time dateTime={new Date(event.at).toISOString()}>{time.format(event.at)}</time>
          </li>
        ))}
      </ol>
      {more}
    </>
  );
}
