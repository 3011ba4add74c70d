import type { ClaimView, DetailsView } from '../../../preload/contract/details/details-view.ts';
import { secondMs } from '../../../preload/contract/durations.ts';
import type { Clock } from '../ports/time.ts';

/** What a copy says of the account beside its details: no name that a person gave it, which may be an email address. */
interface About {
  readonly provider: string;
  readonly environment: string;
}

/**
 * The details as plain text for a ticket, one fact a line, in English. Claims that may say something of a person are in it
 * only `withPersonal`.
 */
export const textOfDetails = (
  details: DetailsView,
  { provider, environment }: About,
  withPersonal: boolean,
  isoTime: Clock['isoTime'],
): string => {
  const claims = details.claims?.list ?? [];
  const given = claims.filter(one => withPersonal || one.isPersonal !== true);
  const left = claims.length - given.length;
  const { kind, type, algorithm, issuer, audience, asked, granted, roles, origins } = details;
  const { life, receivedAt, copied, handedOver } = details;
  const lines = [
    `provider: ${provider}, ${environment}`,
    `token: ${[kind, type, algorithm].filter(one => one !== undefined).join(', ')}`,
    issuer !== undefined && `issuer: ${issuer}`,
    audience.length > 0 && `audience: ${audience.join(', ')}`,
    asked.length > 0 && `asked for: ${asked.join(' ')}`,
    granted !== undefined && `granted: ${granted.length === 0 ? 'nothing' : granted.join(' ')}`,
    roles.length > 0 && `roles: ${roles.join(' ')}`,
    `received: ${isoTime(receivedAt)}${details.broughtBy === undefined ? '' : `, by ${details.broughtBy}`}`,
    `expires: ${life.kind === 'until' ? `${life.about ? 'about ' : ''}${isoTime(life.expiresAt)}` : life.kind}`,
    `clock: ${clockWords(details)}`,
    `renewal: ${details.renewal.kind}${details.renewsAt === undefined ? '' : `, ${isoTime(details.renewsAt)}`}`,
    details.problem !== undefined && `problem: ${details.problem.code}`,
    `secrets go to: ${origins.length === 0 ? 'nobody' : origins.join(' ')}`,
    copied !== undefined && `copied last: ${[isoTime(copied.at), copied.format].filter(Boolean).join(', ')}`,
    handedOver !== undefined && `given to a program last: ${isoTime(handedOver.at)}`,
    ...(given.length === 0 ? [] : ['claims:', ...given.map(one => `  ${claimLine(one, isoTime)}`)]),
    details.claims?.isCut === true && '  and others, too many to show',
    left > 0 && `claims left out, since they may be personal: ${left}`,
  ].filter(one => typeof one === 'string');
  return `${lines.join('\n')}\n`;
};

const clockWords = ({ clock }: DetailsView): string => {
  if (clock.by === 'token') return 'the date came with the token';
  if (clock.skewMs === undefined) return 'of this computer, never compared with that of the provider';
  return `of this computer, ${Math.round(clock.skewMs / secondMs)} s ahead of that of the provider`;
};

const claimLine = ({ path, values, at, isCut, isSecret }: ClaimView, isoTime: Clock['isoTime']): string => {
  const name = path.join(' > ');
  if (isSecret) return `${name}: holds a secret, not shown`;
  return `${name}: ${values.join(', ')}${at === undefined ? '' : ` (${isoTime(at)})`}${isCut ? ' (shortened)' : ''}`;
};
