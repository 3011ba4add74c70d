import { Fragment, type ReactNode } from 'react';
import type { DetailsView } from '../../preload/contract/details/details-view.ts';
import { minuteMs } from '../../preload/contract/durations.ts';
import { usePanelState } from '../state/panel-context.ts';
import { useTicked } from '../state/use-tick.ts';
import { formatLeft, formatMoment, formatSpan } from '../text/format.ts';
import { instruct } from '../text/messages.ts';
import { byPersonWords } from '../text/renewal-words.ts';
import { text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';

interface Props {
  readonly details: DetailsView;
}

/** What is known of a token, in four groups of names and values. */
export function Facts({ details }: Props) {
  return (
    <>
      <Token details={details} />
      {details.kind !== 'keys' && <Permissions details={details} />}
      <Time details={details} />
      <Use details={details} />
    </>
  );
}

function Group({ heading, children }: { readonly heading: PlainTextKey; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{text(heading)}</h3>
      <dl className="facts">{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: PlainTextKey; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{text(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A stranger's words, each in a direction of its own. */
function Names({ names }: { readonly names: readonly string[] }) {
  return names.map((name, at) => (
    // The same name may come twice, and they never change places.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={at}>
      <bdi className="foreign">{name}</bdi>{' '}
    </Fragment>
  ));
}

function Token({ details: { kind, type, algorithm, issuer, audience } }: Props) {
  const header = [type, algorithm].filter(one => one !== undefined);
  return (
    <Group heading="details.token">
      <Fact name="details.kind">{text(`details.kind.${kind}`)}</Fact>
      {header.length > 0 && (
        <Fact name="details.type">
          <Names names={header} />
        </Fact>
      )}
      {issuer !== undefined && (
        <Fact name="details.issuer">
          <Names names={[issuer]} />
        </Fact>
      )}
      {audience.length > 0 && (
        <Fact name="details.audience">
          <Names names={audience} />
        </Fact>
      )}
    </Group>
  );
}

function Permissions({ details: { asked, granted, roles } }: Props) {
  return (
    <Group heading="details.permissions">
      <Fact name="details.asked">{asked.length === 0 ? text('details.asked.none') : <Names names={asked} />}</Fact>
      <Fact name="details.granted">
        {granted === undefined && text('details.granted.unknown')}
        {granted?.length === 0 ? text('details.granted.none') : <Names names={granted ?? []} />}
      </Fact>
      {roles.length > 0 && (
        <Fact name="details.roles">
          <Names names={roles} />
        </Fact>
      )}
    </Group>
  );
}

function Time({ details }: Props) {
  const { receivedAt, broughtBy, life } = details;
  const time = formatMoment(receivedAt);
  return (
    <Group heading="details.time">
      <Fact name="details.received">
        {broughtBy === undefined ? time : text(`details.received.${broughtBy}`, { time })}
      </Fact>
      <Fact name="details.expires">
        <Expiry details={details} />
      </Fact>
      {life.kind === 'until' && <Fact name="details.clock">{clockWords(details)}</Fact>}
      <Fact name="details.renews">
        <Renewal details={details} />
      </Fact>
    </Group>
  );
}

function Expiry({ details: { life } }: Props) {
  const left = useTicked(now =>
    life.kind === 'until' && life.expiresAt > now ? text('row.left', { left: formatLeft(life.expiresAt - now) }) : '',
  );
  if (life.kind === 'unreadable') return text('details.expires.unknown');
  if (life.kind !== 'until') return text(`details.expires.${life.kind}`);
  const time = formatMoment(life.expiresAt);
  return (
    <>
      {life.about ? text('details.expires.about', { time }) : time}
      {left !== '' && (
        <span role="timer" aria-live="off" className="details-left">
          {left}
        </span>
      )}
    </>
  );
}

const clockWords = ({ clock }: DetailsView): string => {
  if (clock.by === 'token') return text('details.clock.token');
  if (clock.skewMs === undefined) return text('details.clock.unknown');
  // Less is the time that an answer takes.
  if (Math.abs(clock.skewMs) < minuteMs) return text('details.clock.right');
  return text('details.clock.off', { span: formatSpan(clock.skewMs), way: clock.skewMs > 0 ? 'fast' : 'slow' });
};

/** When and how, and what is in the way. */
function Renewal({ details }: Props) {
  const words = useTicked(now => renewalWords(details, now));
  const { problem } = details;
  return (
    <>
      {words}
      {problem !== undefined && <span className="details-problem">{instruct(problem).title}</span>}
    </>
  );
}

const renewalWords = ({ renewal, renewsAt }: DetailsView, now: number): string => {
  if (renewal.kind === 'by-person') return byPersonWords(renewal, now);
  if (renewal.kind !== 'by-itself') return text(`details.renews.${renewal.kind}`);
  if (renewsAt === undefined) return text('details.renews.asked');
  return renewsAt <= now ? text('details.renews.soon') : text('details.renews.at', { time: formatMoment(renewsAt) });
};

function Use({ details: { origins, copied, handedOver } }: Props) {
  const formats = usePanelState(state => state.copyFormats);
  const format = formats.find(({ id }) => id === copied?.format);
  return (
    <Group heading="details.use">
      <Fact name="details.origins">
        {origins.length === 0 ? text('details.origins.none') : <Names names={origins} />}
      </Fact>
      <Fact name="details.copied">
        {copied === undefined ? text('details.copied.never') : <Moment at={copied.at} how={format?.done ?? ''} />}
      </Fact>
      {handedOver !== undefined && (
        <Fact name="details.handed-over">
          <Moment at={handedOver.at} how={handedOver.program} />
        </Fact>
      )}
    </Group>
  );
}

function Moment({ at, how }: { readonly at: number; readonly how: string }) {
  return (
    <>
      {formatMoment(at)}
      {how !== '' && (
        <>
          {' · '}
          <bdi>{how}</bdi>
        </>
      )}
    </>
  );
}
